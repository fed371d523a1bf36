package dev.mullion.review.post;

import dev.mullion.core.text.Visible;
import dev.mullion.diff.report.MarkdownReport;
import java.util.regex.Pattern;

/** The link behind a report. */
public final class ReportLink {
    /** Room behind a report of {@link MarkdownReport.Options#DEFAULT}. */
    private static final int MAX_LENGTH = 1_000;

    private static final Pattern FORM = Pattern.compile("https?://[^\\s()<>\\[\\]\"'`\\\\]+");

    private ReportLink() {}

    /** Whether a text can stand there. */
    public static boolean isOne(String text) {
        return text.length() <= MAX_LENGTH
                && FORM.matcher(text).matches()
                && text.codePoints().noneMatch(Visible::hidden);
    }
}
