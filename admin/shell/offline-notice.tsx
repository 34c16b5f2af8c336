// Says that the browser has no connection, for as long as that is so.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Icon } from '../ui/icon.tsx';

export function OfflineNotice() {
  const isOffline = useSignal(!navigator.onLine);
  useEffect(() => {
    const look = () => {
      isOffline.value = !navigator.onLine;
    };
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return (
    <div class="offline" role="status">
      {isOffline.value && (
        <p class="notice warn">
          <Icon name="warning" />
          You are offline. What you see may be old by now; what you write stays on this page.
        </p>
      )}
    </div>
  );
}
