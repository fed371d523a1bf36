package dev.mullion.diff.report;

import dev.mullion.diff.Report;
import java.io.IOException;
import java.util.Locale;

/** How a report is written. */
public enum ReportFormat {
    TEXT,
    MARKDOWN,
    HTML,
    JSON;

    /** As the command line spells it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Writes the report with a flat list, in colours where the format and the reader have them. */
    public void write(Report report, boolean colour, Appendable out) throws IOException {
        write(report, Listing.FLAT, colour, out);
    }

    /**
     * Writes the report, in colours where the format and the reader have them.
     *
     * @param listing JSON, which names each resource's parent, is the same in both
     */
    public void write(Report report, Listing listing, boolean colour, Appendable out) throws IOException {
        switch (this) {
            case TEXT -> TextReport.write(report, listing, colour, out);
            case MARKDOWN -> MarkdownReport.write(report, MarkdownReport.Options.DEFAULT.with(listing), out);
            case HTML -> HtmlReport.write(report, listing, out);
            case JSON -> JsonReport.write(report, out);
        }
    }
}
