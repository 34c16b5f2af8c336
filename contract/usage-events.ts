// The events that the widget records and the server reads (METHOD 2.2), as types only.

export type VoteReason = 'unclear' | 'incomplete' | 'outdated' | 'wrong_topic' | 'does_not_work';
export type ReadSource = 'search' | 'suggestion' | 'contextual' | 'browse' | 'related' | 'agent_link';
export type FormEntry = 'button' | 'after_no_vote' | 'after_no_results' | 'direct';

export type UsageEventBody =
  | {
      type: 'session_started';
      page_key: string;
      page_title?: string;
      locale?: string;
      audience?: string;
      host_error_codes?: ('js_error' | 'http_4xx' | 'http_5xx' | 'timeout')[];
      host_error_count?: number;
      user_ref?: string;
      is_staff?: boolean;
      widget_version?: string;
    }
  | { type: 'contextual_shown'; article_ids?: string[] }
  | {
      type: 'search_performed';
      search_id: string;
      query: string;
      result_count?: number;
      result_ids?: string[];
      shown_count?: number;
      trigger?: 'enter' | 'pause';
    }
  | {
      type: 'article_opened';
      view_id: string;
      article_id: string;
      revision?: number;
      source?: ReadSource;
      search_id?: string;
      position?: number;
    }
  | { type: 'article_heartbeat'; view_id: string; active_ms?: number; max_scroll_pct?: number }
  | { type: 'video_played'; view_id: string; seconds?: number }
  | {
      type: 'article_closed';
      view_id: string;
      active_ms?: number;
      max_scroll_pct?: number;
      close_source?: 'user' | 'navigate' | 'unload' | 'server';
    }
  | { type: 'answer_voted'; view_id: string; value?: 'yes' | 'no'; reason?: VoteReason; comment?: string }
  | { type: 'intent_answered'; would_have_contacted?: boolean }
  | { type: 'form_opened'; entry?: FormEntry }
  | { type: 'suggestions_shown'; article_ids?: string[]; typed_len?: number }
  | { type: 'request_withdrawn'; article_id?: string }
  | { type: 'other_channel_used'; channel?: 'phone' | 'email' | 'chat' }
  | { type: 'ticket_submitted'; ticket_id?: string; trail?: 'attached' | 'removed' }
  | { type: 'widget_closed' };

/** `seq` counts from 0 in a session; `t_ms` is milliseconds since the session began. */
export type UsageEvent = UsageEventBody & { seq: number; t_ms: number };
