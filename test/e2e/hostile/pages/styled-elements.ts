// A page that styles elements by their names, and everything that is inherited.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'styles buttons, inputs, headings and all that is inherited',
  head: () =>
    `<meta charset="utf-8"><style>
      html, body { font: italic 900 31px/3 cursive; color: #f0f; letter-spacing: 9px; word-spacing: 20px; text-transform: uppercase;
        text-align: right; white-space: pre; cursor: crosshair; user-select: none; text-shadow: 1px 1px red; line-break: anywhere }
      button, input, textarea, select, label, a, h1, h2, h3, p, svg, section {
        background: red !important; border: 9px dotted lime !important; padding: 40px !important; float: right !important;
        width: 7px !important; display: inline !important; position: static !important; font: 4px serif !important }
      ::placeholder { color: transparent } ::selection { background: red }
    </style>`,
};
