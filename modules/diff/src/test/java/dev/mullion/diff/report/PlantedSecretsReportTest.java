package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Comparison;
import dev.mullion.diff.Report;
import dev.mullion.diff.compare.Comparer;
import dev.mullion.diff.compare.PlantedSecrets;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** None of the planted secrets shows in any format, whole or in pieces that stand side by side. */
class PlantedSecretsReportTest {
    private final PlantedSecrets planted = PlantedSecrets.plant();

    @Test
    void noneShowsInText() throws IOException {
        for (Report report : reports()) {
            StringBuilder plain = new StringBuilder();
            TextReport.write(report, false, plain);
            check(plain.toString());
            StringBuilder coloured = new StringBuilder();
            TextReport.write(report, true, coloured);
            check(coloured.toString().replaceAll("\u001B\\[[0-9;]*m", ""));
        }
    }

    @Test
    void noneShowsInMarkdown() throws IOException {
        for (Report report : reports()) {
            StringBuilder whole = new StringBuilder();
            MarkdownReport.write(report, new MarkdownReport.Options("", 10_000_000, 10_000_000, Listing.FLAT), whole);
            check(whole.toString());
            check(whole.toString().replaceAll("&#(?:91|93);", "").replace("`", ""));
        }
    }

    @Test
    void noneShowsInJson() throws IOException {
        for (Report report : reports()) {
            StringBuilder json = new StringBuilder();
            JsonReport.write(report, json);
            check(json.toString());
        }
    }

    @Test
    void noneShowsInHtml() throws IOException {
        for (Report report : reports()) {
            StringBuilder html = new StringBuilder();
            HtmlReport.write(report, html);
            check(html.toString());
            planted.assertAbsentFrom(html.toString()
                    .replaceAll("<[^>]*>", "")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&"));
        }
    }

    private List<Report> reports() {
        Comparison forth = Comparer.compare(planted.base(), planted.head());
        Comparison back = Comparer.compare(planted.head(), planted.base());
        Comparison engine = Comparer.compare(planted.changes());
        return List.of(of(forth), of(back), of(engine));
    }

    private static Report of(Comparison comparison) {
        return new Report("base.json", "head.json", List.of(comparison));
    }

    private void check(String report) {
        planted.assertAbsentFrom(report);
        assertThat(report).contains("secret", "planted-1", "topic-");
    }
}
