// The table of files that came with a message; the bytes lie in DATA_DIR/attachments under the row's id.

export interface AttachmentTable {
  /** Generated; also the name of the file that holds the bytes. */
  id: string;
  ticket_id: string;
  message_id: string;
  /** 0 is the first file of its message. */
  position: number;
  /** The sender's name for it, cleaned. */
  name: string;
  type: string;
  bytes: number;
  /** Hex. */
  sha256: string;
  created_at: string;
}
