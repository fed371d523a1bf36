package dev.mullion.ec2;

import dev.mullion.core.spec.Problems;
import dev.mullion.windows.WindowsRelease;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The table of EC2 instance types, and what makes one unfit for Windows containers. Its source is in its head. */
public final class InstanceTypes {
    /** What a name looks like, for annotations. */
    public static final String NAME = "[a-z][a-z0-9-]{0,30}\\.[a-z0-9-]{1,30}";
    /** Graviton families carry a {@code g} behind the generation's digit: m7g, c7gn, r8gd, x2gd; a1 came before the rule. */
    private static final Pattern GRAVITON = Pattern.compile("a1\\..*|[a-z]+\\d+g[a-z]*\\..*");

    private static final int MIN_MIB = 4 * 1024;
    private static final int COMFORTABLE_MIB = 8 * 1024;

    private static final int MAX_KNOWN = 100_000;

    /** Each service that a capacity runs asks for all of its types, of which a stranger's stack names as many as it likes. */
    private static final Map<String, Optional<InstanceType>> KNOWN = new ConcurrentHashMap<>();

    private InstanceTypes() {}

    /** The type of that name, or nothing when it is newer than the table. */
    public static Optional<InstanceType> find(String name) {
        if (KNOWN.size() >= MAX_KNOWN) {
            KNOWN.clear();
        }
        return KNOWN.computeIfAbsent(name, InstanceTypes::lookUp);
    }

    private static Optional<InstanceType> lookUp(String name) {
        int start = Table.ROWS.indexOf("\n" + name + "\t") + 1;
        if (start == 0) {
            return Optional.empty();
        }
        InstanceType type = Table.row(Table.ROWS.substring(start, Table.ROWS.indexOf('\n', start)));
        return Optional.of(type).filter(found -> found.name().equals(name));
    }

    /** Refuses types that can not run Windows containers, warns of tight and unknown ones. */
    static void check(List<String> names, boolean spot, Problems spotKey, Problems problems) {
        if (names.isEmpty()) {
            problems.add("names no instance type; use at least one, such as [m6i.large]");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Problems here = problems.at(i);
            if (!seen.add(name)) {
                here.refuse(name, "name each instance type once");
            } else if (!WindowsInstanceSpecBuilder.matchesInstanceTypes(name)) {
                here.refuse(name, "use an instance type, such as m6i.large");
            } else if (GRAVITON.matcher(name).matches()) {
                here.refuse(name, "use an x86_64 instance type: Windows Server does not run on Graviton (arm64)");
            } else {
                find(name)
                        .ifPresentOrElse(
                                type -> check(type, spot, spotKey, here),
                                () -> here.warn(
                                        "EC2003",
                                        "instance type " + name + " is not in Mullion's table of "
                                                + WindowsRelease.TABLE_DATE
                                                + "; its size and architecture are not checked"));
            }
        }
    }

    private static void check(InstanceType type, boolean spot, Problems spotKey, Problems here) {
        if (!type.architectures().contains("x86_64")) {
            here.refuse(
                    type.name(),
                    "use an x86_64 instance type: this one is " + String.join(", ", type.architectures())
                            + ", which Windows Server does not run on");
        } else if (type.memoryMib() < MIN_MIB) {
            here.refuse(
                    type.name(),
                    "use an instance type with 4 GiB or more: this one has " + type.memoryMib()
                            + " MiB, which Windows and its container runtime fill");
        } else if (type.memoryMib() < COMFORTABLE_MIB) {
            here.warn(
                    "EC2002",
                    "instance type " + type.name() + " has " + type.memoryMib()
                            + " MiB; below 8 GiB little is left for containers beside Windows");
        }
        if (spot && !type.usageClasses().contains("spot")) {
            here.given(spotKey)
                    .refuse(type.name(), "use an instance type that EC2 offers as Spot, or on-demand capacity alone");
        }
    }

    /** The rows behind the head, each from line feed to line feed; of 1,264, a stack names a few. */
    private static final class Table {
        static final String ROWS = read();

        private static String read() {
            try (InputStream stream =
                    Objects.requireNonNull(InstanceTypes.class.getResourceAsStream("instance-types.tsv"))) {
                String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                return text.substring(text.indexOf('\n', text.indexOf("\ntype\t") + 1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static InstanceType row(String line) {
            List<String> cells = List.of(line.split("\t", -1));
            return new InstanceType(
                    cells.get(0),
                    Set.of(cells.get(1).split(",")),
                    Integer.parseInt(cells.get(2)),
                    Integer.parseInt(cells.get(3)),
                    Integer.parseInt(cells.get(4)),
                    Integer.parseInt(cells.get(5)),
                    !cells.get(6).equals("xen"),
                    Set.of(cells.get(9).split(",")));
        }
    }
}
