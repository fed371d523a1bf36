package dev.mullion.cli;

import dev.mullion.core.text.Visible;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * A stream for people to read: what acts on a terminal shows as its code point, whoever wrote it. In a job of GitHub Actions
 * nothing on it is a command to the runner either.
 */
final class ShownWriter extends FilterWriter {
    private final boolean actions;
    private boolean atLineStart = true;

    /** @param actions whether GitHub's runner reads along */
    ShownWriter(Writer out, boolean actions) {
        super(out);
        this.actions = actions;
    }

    @Override
    public void write(int character) throws IOException {
        write(Character.toString((char) character), 0, 1);
    }

    @Override
    public void write(char[] characters, int from, int length) throws IOException {
        write(new String(characters, from, length), 0, length);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        int at = from;
        int end = from + length;
        while (at < end) {
            int feed = text.indexOf('\n', at);
            int next = feed < 0 || feed >= end ? end : feed + 1;
            boolean ends = next > at && text.charAt(next - 1) == '\n';
            int stop = ends ? next - 1 : next;
            // Also where Windows ends a line, in one write or in two.
            String line = text.substring(at, stop > at && text.charAt(stop - 1) == '\r' ? stop - 1 : stop);
            String shown = Visible.text(line);
            out.write(actions ? WorkflowCommands.defused(shown, atLineStart) : shown);
            if (ends) {
                out.write(System.lineSeparator());
            }
            atLineStart = ends;
            at = next;
        }
    }
}
