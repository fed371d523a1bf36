package dev.mullion.hosts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives as the projects lay them out, with programs that a simulated machine knows by their names. */
final class Archives {
    private Archives() {}

    /** The archive of a version, whose programs say which one they are. */
    static byte[] of(WindowsTool tool, ToolVersion version) {
        List<String> programs =
                switch (tool) {
                    case CONTAINERD ->
                        List.of(
                                "bin/containerd-shim-runhcs-v1.exe",
                                "bin/containerd-stress.exe",
                                "bin/containerd.exe",
                                "bin/ctr.exe");
                    case NERDCTL -> List.of("nerdctl.exe");
                    case CNI_PLUGINS -> List.of("nat.exe", "sdnbridge.exe", "sdnoverlay.exe");
                    case BUILDKIT -> List.of("bin/buildctl.exe", "bin/buildkitd.exe");
                };
        Map<String, String> files = new LinkedHashMap<>();
        programs.forEach(program -> files.put(program, program + " " + version));
        return tool == WindowsTool.CNI_PLUGINS ? zip(files) : tarGz(files);
    }

    /** The archive as a spec names it, with its own hash. */
    static ToolArchive archive(WindowsTool tool, String version) {
        return archive(tool, version, "SHA256");
    }

    static ToolArchive archive(WindowsTool tool, String version, String algorithm) {
        ToolVersion parsed = ToolVersion.parse(version);
        return new ToolArchive(
                tool,
                parsed,
                tool.url(parsed),
                Optional.of(new ToolHash(algorithm, hash(algorithm, of(tool, parsed)))));
    }

    /** What the address of an archive serves, as a scenario says it. */
    static String download(ToolArchive archive, String more) {
        return "'" + archive.url() + "' = @{ Base64 = '"
                + Base64.getEncoder().encodeToString(of(archive.tool(), archive.version())) + "'; " + more + " }\n";
    }

    private static String hash(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm.replaceFirst("^SHA", "SHA-"))
                            .digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.US_ASCII);
                CRC32 sum = new CRC32();
                sum.update(content);
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.length);
                entry.setCrc(sum.getValue());
                entry.setTime(1_767_225_600_000L);
                zip.putNextEntry(entry);
                zip.write(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** https://www.gnu.org/software/tar/manual/html_node/Standard.html */
    private static byte[] tarGz(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.US_ASCII);
                byte[] header = new byte[512];
                put(header, 0, file.getKey());
                put(header, 100, "0000755\0" + "0000000\0" + "0000000\0");
                put(header, 124, String.format(Locale.ROOT, "%011o\0", content.length));
                put(header, 136, String.format(Locale.ROOT, "%011o\0", 1_767_225_600L));
                put(header, 148, "        0");
                put(header, 257, "ustar\0" + "00");
                int sum = 0;
                for (byte one : header) {
                    sum += one & 0xFF;
                }
                put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
                zipped.write(header);
                zipped.write(content);
                zipped.write(new byte[(512 - content.length % 512) % 512]);
            }
            zipped.write(new byte[1_024]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
