// What comes after the draft of an article: where the file belongs, what is left to write, which command looks at it.

/** @param path where the file belongs in the folder of the articles, as `en/export-csv.md`. */
export function DraftSteps({ path }: { path: string }) {
  return (
    <section aria-labelledby="draft-next">
      <h3 class="h-sub" id="draft-next">
        What comes next
      </h3>
      <ol class="draft-next">
        <li>
          Put it into the folder of your articles, as <span class="mono">{path}</span>.
        </li>
        <li>Write what is missing: the replies are what was said to single people.</li>
        <li>
          Run <span class="mono">fingerpost check</span>; it counts as a draft, and nobody is served it.
        </li>
        <li>
          Write <span class="mono">status: published</span> in its head. Then name it as the answer of these requests.
        </li>
      </ol>
    </section>
  );
}
