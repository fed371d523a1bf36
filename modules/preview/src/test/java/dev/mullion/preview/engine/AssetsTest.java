package dev.mullion.preview.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.asset.AssetArchive;
import com.pulumi.asset.AssetOrArchive;
import com.pulumi.asset.FileArchive;
import com.pulumi.asset.FileAsset;
import com.pulumi.asset.StringAsset;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.s3.BucketObjectv2;
import com.pulumi.aws.s3.BucketObjectv2Args;
import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.Plan;
import dev.mullion.plan.PlanJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetsTest {
    /** Made with Go's archive/tar, as Pulumi 3.260.0 makes it of this folder. */
    private static final String TREE = "b5a67824ff899167b5fa66d593dedede7108315db26d38bf19a3b639842a13b1";

    /** Of {@code sha256sum}. */
    private static final String SCRIPT = "51e2649fdc977f40c2d62cfe7b530411cbc0044d25192ae45f5a6818b8e2f9d8";

    @TempDir
    Path directory = Path.of("");

    @Test
    void planHasTheHashOfWhatIsHandedOverAndNoContent() throws IOException {
        Path script = write("tree/b/c.ps1", "Get-Date\n");
        write("tree/a.txt", "alpha\n");
        write("tree/e", "12345");
        write("tree/.pulumi/kept", "by Pulumi");
        write("tree/" + "d".repeat(90) + "/" + "f".repeat(60), "");
        Files.createSymbolicLink(directory.resolve("tree/link"), directory.resolve("tree/b"));
        Path zip = write("fn.zip", "Get-Date\n");

        String plan = json(Map.of(
                "file", new FileAsset(script.toString()),
                "text", new StringAsset("echo"),
                "folder", new FileArchive(directory.resolve("tree").toString()),
                "zip", new FileArchive(zip.toString())));

        assertThat(Pattern.compile("\"(hash|text)\": \"(.*?)\"")
                        .matcher(plan)
                        .results()
                        .map(found -> found.group(2)))
                .containsExactly(SCRIPT, TREE, "echo", SCRIPT);
        assertThat(plan).doesNotContain("Get-Date", "alpha");
    }

    @Test
    void whatCanNotBeReadIsALine() throws IOException {
        write("tree/a", "x");
        try (RandomAccessFile large =
                new RandomAccessFile(directory.resolve("tree/large").toFile(), "rw")) {
            large.setLength((1L << 30) + 1);
        }

        assertThat(refusal(new FileAsset(directory.resolve("boot.ps1").toString())))
                .isEqualTo(
                        "error: the file DIR/boot.ps1, which the program hands over, can not be compared: no such file"
                                + " or directory");
        assertThat(refusal(new FileAsset(directory.toString())))
                .isEqualTo(
                        "error: the file DIR, which the program hands over, can not be compared: is no regular file");
        assertThat(refusal(new FileArchive(directory.resolve("tree/a").toString())))
                .isEqualTo(
                        "error: the archive DIR/tree/a, which the program hands over, can not be compared: is neither"
                                + " a folder nor one of .tar, .tgz, .tar.gz, .zip, .jar");
        assertThat(refusal(new FileArchive(directory.resolve("tree").toString())))
                .isEqualTo("error: the archive DIR/tree, which the program hands over, can not be compared: is larger"
                        + " than 1 GiB");
    }

    private static String json(Map<String, AssetOrArchive> assets) throws IOException {
        StringWriter out = new StringWriter();
        PlanJson.write(plan(new AssetArchive(assets)), out);
        return out.toString();
    }

    private String refusal(AssetOrArchive asset) {
        List<Diagnostic> said = plan(asset).diagnostics();
        assertThat(said).hasSize(1);
        assertThat(said.get(0).urn()).hasValueSatisfying(urn -> assertThat(urn).endsWith("::it"));
        return said.get(0).message().strip().replace(directory.toString(), "DIR");
    }

    private static Plan plan(AssetOrArchive asset) {
        return EmbeddedDeployment.run(StackInput.of("shop", "dev"), context -> {
                    if (asset instanceof com.pulumi.asset.Archive archive) {
                        new Function(
                                "it",
                                FunctionArgs.builder()
                                        .code(archive)
                                        .role("arn:aws:iam::1:role/x")
                                        .build());
                    } else {
                        new BucketObjectv2(
                                "it",
                                BucketObjectv2Args.builder()
                                        .bucket("b")
                                        .source(asset)
                                        .build());
                    }
                })
                .plan();
    }

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
