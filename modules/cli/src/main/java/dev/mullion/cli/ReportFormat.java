package dev.mullion.cli;

import dev.mullion.core.spec.Shown;
import dev.mullion.diff.Report;
import dev.mullion.diff.report.HtmlReport;
import dev.mullion.diff.report.JsonReport;
import dev.mullion.diff.report.MarkdownReport;
import dev.mullion.diff.report.TextReport;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How a report is written. */
enum ReportFormat {
    TEXT,
    MARKDOWN,
    HTML,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Writes the report, in colours where the format and the reader have them. */
    void write(Report report, boolean colour, Appendable out) throws IOException {
        switch (this) {
            case TEXT -> TextReport.write(report, colour, out);
            case MARKDOWN -> MarkdownReport.write(report, MarkdownReport.Options.DEFAULT, out);
            case HTML -> HtmlReport.write(report, out);
            case JSON -> JsonReport.write(report, out);
        }
    }

    static final class Converter implements ITypeConverter<ReportFormat> {
        @Override
        public ReportFormat convert(String value) {
            return Stream.of(values())
                    .filter(format -> format.toString().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "got " + Shown.text(value) + "; use text, markdown, html or json"));
        }
    }
}
