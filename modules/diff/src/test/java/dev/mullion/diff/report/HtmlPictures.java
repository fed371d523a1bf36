package dev.mullion.diff.report;

import dev.mullion.diff.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the pictures of the documentation: a report as Chromium shows it on a desk and on a phone. */
final class HtmlPictures {
    private HtmlPictures() {}

    /**
     * Writes the pictures.
     *
     * @param arguments the folder for them
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        Path directory = Files.createTempDirectory("pictures");
        Path page = directory.resolve("report.html");
        Report report = SampleReports.ecsWindows();
        StringBuilder html = new StringBuilder();
        HtmlReport.write(report, html);
        Files.writeString(page, html);
        Path browser = Chromium.find().orElseThrow(() -> new IOException("no chromium on PATH"));
        try (Chromium chromium = Chromium.start(browser, directory.resolve("profile"))) {
            chromium.prefers("light");
            chromium.size(1280, 1400, false);
            chromium.open(page.toUri());
            Files.write(folder.resolve("diff-report.png"), chromium.screenshot());
            chromium.size(390, 844, true);
            chromium.open(page.toUri());
            Files.write(folder.resolve("diff-report-phone.png"), chromium.screenshot());
        }
    }
}
