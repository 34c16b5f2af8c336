// Our own side of what is measured in the browser: the built product serves the articles, another origin embeds the widget.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'vite';
import { root } from '../../../bin/build.mjs';
import { writeKb } from '../made-kb.mjs';

/** Starts the product over these articles and our own help. @returns {{page, close}} the address of the embedding page */
export async function startOurs(docs) {
  const vite = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    server: { middlewareMode: true, ws: false },
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
  });
  const kb = mkdtempSync(join(tmpdir(), 'fingerpost-bench-kb-'));
  try {
    const { startProduct } = await vite.ssrLoadModule('/test/e2e/support/product.ts');
    const { startHostSite } = await vite.ssrLoadModule('/test/e2e/support/host-page.ts');
    cpSync(join(root, 'kb-content/en'), join(kb, 'ours'), { recursive: true });
    writeKb(docs, join(kb, 'made'));
    const product = await startProduct({ KB_DIR: kb, RATE_LIMITS: 'off' });
    const host = await startHostSite(product.origin);
    return {
      page: host.page('/bench'),
      origin: product.origin,
      close: async () => {
        await host.close();
        await product.remove();
        rmSync(kb, { recursive: true, force: true });
      },
    };
  } finally {
    await vite.close();
  }
}
