package dev.mullion.diff.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mullion.diff.Report;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes the documentation's pictures of a report; runs only when named, as CONTRIBUTING.md says. */
@Tag("browser")
class HtmlPictures {
    private static final Path IMAGES = Path.of("../../docs/images");

    /** More is slow to load where the documentation is read. */
    private static final int MAX_BYTES = 200_000;

    @Test
    void takesPictures(@TempDir Path directory) throws IOException, InterruptedException {
        Files.createDirectories(IMAGES);
        URI report = file(directory, "report.html", SampleReports.ecsWindows());
        try (Chromium page = Chromium.start(Chromium.find().orElseThrow(), directory)) {
            page.prefers("light");
            // The launch template alone is open among the updates: its user data is what the picture is for.
            page.size(1200, 1500, false);
            page.open(URI.create(report + "#op=update&fold=4.6-8"));
            page.waitFor("document.querySelector('#r5 .columns')?.checkVisibility()");
            take(page, "diff-report.png");

            page.size(1200, 1080, false);
            page.open(file(directory, "run.html", SampleReports.run()));
            take(page, "diff-report-run.png");

            page.size(390, 844, true);
            page.open(report);
            take(page, "diff-report-phone.png");

            page.prefers("dark");
            page.size(1200, 1080, false);
            page.open(file(directory, "large.html", LargeReports.replacedCluster()));
            take(page, "diff-report-large.png");
        }
    }

    private static URI file(Path directory, String name, Report report) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, HtmlReportTest.html(report));
        return file.toUri();
    }

    private static void take(Chromium page, String name) throws IOException {
        page.evaluate("new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn, 300)))");
        // Chromium packs in haste, and with a channel that an opaque picture does not need.
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(page.screenshot()));
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        opaque.createGraphics().drawImage(image, 0, 0, null);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam smallest = writer.getDefaultWriteParam();
        smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        smallest.setCompressionQuality(0);
        Path picture = IMAGES.resolve(name);
        Files.deleteIfExists(picture);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(picture.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(opaque, null, null), smallest);
        }
        writer.dispose();
        assertThat(Files.size(picture)).as(name).isLessThan(MAX_BYTES);
    }
}
