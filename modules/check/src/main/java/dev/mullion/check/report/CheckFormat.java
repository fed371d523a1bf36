package dev.mullion.check.report;

import dev.mullion.check.Severity;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** How findings, and the catalogue of rules, are written. */
public enum CheckFormat {
    /** A line each. */
    TEXT {
        @Override
        public void write(List<Entry> entries, String version, Writer out) throws IOException {
            for (Entry entry : entries) {
                out.append(entry.line()).append('\n');
            }
            out.append(counted(entries)).append('\n');
        }

        @Override
        public void writeRules(String version, Writer out) throws IOException {
            Catalogue.writeText(out);
        }
    },
    /** One object. */
    JSON {
        @Override
        public void write(List<Entry> entries, String version, Writer out) throws IOException {
            new CheckJson(out).entries(entries);
        }

        @Override
        public void writeRules(String version, Writer out) throws IOException {
            new CheckJson(out).rules();
        }
    },
    /**
     * SARIF 2.1.0, which code scanning reads.
     *
     * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">the standard</a>
     */
    SARIF {
        @Override
        public void write(List<Entry> entries, String version, Writer out) throws IOException {
            new Sarif(version, out).write(entries);
        }

        @Override
        public void writeRules(String version, Writer out) throws IOException {
            new Sarif(version, out).writeRules();
        }
    };

    /**
     * Writes findings; the writer stays open.
     *
     * @param entries in their order
     * @param version of Mullion
     */
    public abstract void write(List<Entry> entries, String version, Writer out) throws IOException;

    /** Writes the catalogue; the writer stays open. */
    public abstract void writeRules(String version, Writer out) throws IOException;

    private static String counted(List<Entry> entries) {
        return counted(entries, Severity.ERROR) + ", " + counted(entries, Severity.WARNING);
    }

    private static String counted(List<Entry> entries, Severity severity) {
        long count =
                entries.stream().filter(entry -> entry.severity() == severity).count();
        return count + " " + severity.word() + (count == 1 ? "" : "s");
    }
}
