package dev.mullion.preview.engine;

import com.pulumi.exceptions.RunException;
import dev.mullion.core.text.Sha256;
import dev.mullion.plan.PropertyValue;
import dev.mullion.plan.PropertyValue.Fields;
import dev.mullion.plan.PropertyValue.Items;
import dev.mullion.plan.PropertyValue.Text;
import dev.mullion.plan.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Files and folders that a program hands over: the plan has the SHA-256 of what is in them, as Pulumi's own engine computes it
 * (sdk/go/common/resource/asset/asset.go and archive/archive.go), and nothing of what is in them.
 */
final class Assets {
    /** Of all that one of them holds. What S3 takes in one piece has 5 GiB, and every preview reads it. */
    private static final long MAX_BYTES = 1L << 30;

    private static final int MAX_FILES = 20_000;

    private static final List<String> ARCHIVES = List.of(".tar", ".tgz", ".tar.gz", ".zip", ".jar");

    private static final String BOOKKEEPING = ".pulumi";
    private static final int BLOCK = 512;
    private static final char NUL = 0;

    private final Sha256 digest = new Sha256();
    private final String shown;
    private long bytes;
    private int files;

    private Assets(String shown) {
        this.shown = shown;
    }

    /** The same with the hash of each file and folder in it; a value without any as it is. */
    static PropertyValue hashed(PropertyValue value) {
        if (!holdsAny(value)) {
            return value;
        }
        if (value instanceof Items items) {
            return new Items(items.values().stream().map(Assets::hashed).toList());
        }
        SortedMap<String, PropertyValue> hashed = new TreeMap<>(((Fields) value).values());
        hashed.replaceAll((key, each) -> hashed(each));
        if (hashed.get("path") instanceof Text path && !Signature.isUnknown(path.value())) {
            if (isSigned(hashed, Signature.ASSET)) {
                hashed.put("hash", new Text(new Assets("the file " + path.value()).ofFile(path.value())));
            } else if (isSigned(hashed, Signature.ARCHIVE)) {
                hashed.put("hash", new Text(new Assets("the archive " + path.value()).ofArchive(path.value())));
            }
        }
        return new Fields(hashed);
    }

    private static boolean holdsAny(PropertyValue value) {
        if (value instanceof Items items) {
            return items.values().stream().anyMatch(Assets::holdsAny);
        }
        return value instanceof Fields fields
                && (isSigned(fields.values(), Signature.ASSET)
                        || isSigned(fields.values(), Signature.ARCHIVE)
                        || fields.values().values().stream().anyMatch(Assets::holdsAny));
    }

    private static boolean isSigned(SortedMap<String, PropertyValue> fields, String signature) {
        return fields.get(Signature.KEY) instanceof Text text && text.value().equals(signature);
    }

    private String ofFile(String named) {
        file(path(named));
        return digest.hex();
    }

    private String ofArchive(String named) {
        Path path = path(named);
        if (ARCHIVES.stream().anyMatch(named::endsWith)) {
            file(path);
        } else if (Files.isDirectory(path)) {
            folder(path, "");
            add(new byte[2 * BLOCK]);
        } else {
            throw refused(
                    Files.exists(path)
                            ? "is neither a folder nor one of " + String.join(", ", ARCHIVES)
                            : "no such file or directory");
        }
        return digest.hex();
    }

    private Path path(String named) {
        try {
            return Path.of(named);
        } catch (InvalidPathException e) {
            throw refused("is no path");
        }
    }

    /** As a tar archive, in the order of Go's filepath.Walk; a link to a folder is not followed. */
    private void folder(Path folder, String name) {
        List<Path> children = new ArrayList<>();
        try (Stream<Path> listed = Files.list(folder)) {
            listed.limit(MAX_FILES + 1L).forEach(children::add);
        } catch (IOException e) {
            throw refused(reason(e));
        }
        if (children.size() > MAX_FILES) {
            throw refused("has more than " + MAX_FILES + " files");
        }
        children.sort(Comparator.comparing(
                child -> child.getFileName().toString().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
        for (Path child : children) {
            String inside = name + child.getFileName();
            if (child.getFileName().toString().equals(BOOKKEEPING)) {
                continue;
            }
            if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                folder(child, inside + "/");
            } else if (!Files.isDirectory(child)) {
                entry(child, inside);
            }
        }
    }

    private void entry(Path file, String name) {
        if (++files > MAX_FILES) {
            throw refused("has more than " + MAX_FILES + " files");
        }
        long size;
        try {
            size = Files.size(file);
        } catch (IOException e) {
            throw refused(reason(e));
        }
        header(name, size);
        long before = bytes;
        file(file);
        if (bytes - before != size) {
            throw refused("changes while it is read");
        }
        add(new byte[(int) (-size & (BLOCK - 1))]);
    }

    /** As Go writes it in the format USTAR, with mode 0600 and no time. */
    private void header(String name, long size) {
        byte[] header = new byte[BLOCK];
        String prefix = "";
        String rest = name;
        if (name.length() > 100) {
            int slash = name.lastIndexOf('/', 155);
            prefix = slash > 0 ? name.substring(0, slash) : "";
            rest = slash > 0 ? name.substring(slash + 1) : name;
        }
        if (rest.length() > 100 || !StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
            // Pulumi's header of such a name is another one, so the hash is ours alone.
            add(name.getBytes(StandardCharsets.UTF_8));
            add(new byte[1]);
            prefix = "";
            rest = "";
        }
        put(header, 0, rest);
        put(header, 100, "0000600" + NUL + "0000000" + NUL + "0000000");
        put(header, 124, String.format(Locale.ROOT, "%011o", size) + NUL + "00000000000");
        put(header, 148, "        0");
        put(header, 257, "ustar" + NUL + "00");
        put(header, 329, "0000000" + NUL + "0000000");
        put(header, 345, prefix);
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o", sum) + NUL);
        add(header);
    }

    private void add(byte[] all) {
        digest.add(all, all.length);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private void file(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw refused("is no regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > MAX_BYTES) {
                    throw refused("is larger than 1 GiB");
                }
                digest.add(buffer, read);
            }
        } catch (IOException e) {
            throw refused(reason(e));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        return e instanceof AccessDeniedException
                ? "permission denied"
                : e.getClass().getSimpleName();
    }

    private RunException refused(String reason) {
        return new RunException(shown + ", which the program hands over, can not be compared: " + reason);
    }
}
