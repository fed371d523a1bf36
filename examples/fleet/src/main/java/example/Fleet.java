package example;

import com.pulumi.automation.AutomationException;
import com.pulumi.automation.CommandRunOptions;
import com.pulumi.automation.ConcurrentUpdateException;
import com.pulumi.automation.LocalPulumiCommand;
import com.pulumi.automation.LocalPulumiCommandOptions;
import com.pulumi.automation.LocalWorkspace;
import com.pulumi.automation.LocalWorkspaceOptions;
import com.pulumi.automation.PulumiCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Deploys the stacks of all regions: in each region one layer after the other, and four stacks at a time. What stands on a stack that
 * failed is left out; a second run takes it up, and changes nothing of what is there.
 */
public final class Fleet {
    /** In the order in which they stand on each other; each a folder with a project, and a stack a region. */
    private static final List<String> LAYERS = List.of("network", "clusters", "mesh");

    private static final int AT_ONCE = 4;

    private static final Pattern STACK_FILE = Pattern.compile("Pulumi\\.([\\w-]+)\\.yaml");

    private enum Outcome {
        DONE,
        FAILED,
        LEFT_OUT
    }

    private final Path folder;
    private final PrintStream out;
    private final PulumiCommand pulumi;
    private final int stacks;
    private final AtomicInteger finished = new AtomicInteger();

    private Fleet(Path folder, PrintStream out, PulumiCommand pulumi, int stacks) {
        this.folder = folder;
        this.out = out;
        this.pulumi = pulumi;
        this.stacks = stacks;
    }

    /** Deploys what is in a folder; the current one where none is named. Ends with 1 where a stack was not deployed. */
    public static void main(String[] arguments) throws IOException, AutomationException {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "");
        Map<String, List<String>> layers = layers(folder);
        int stacks = layers.values().stream().mapToInt(List::size).sum();
        boolean anyVersion = Boolean.parseBoolean(System.getenv("PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK"));
        PulumiCommand pulumi = LocalPulumiCommand.create(
                LocalPulumiCommandOptions.builder().skipVersionCheck(anyVersion).build());
        boolean whole = new Fleet(folder, System.out, pulumi, stacks).deploy(layers);
        System.exit(whole ? 0 : 1);
    }

    /** By region, the layers that have a stack there, in their order. */
    private static Map<String, List<String>> layers(Path folder) throws IOException {
        Map<String, List<String>> layers = new TreeMap<>();
        for (String layer : LAYERS) {
            for (String region : regions(folder.resolve(layer))) {
                layers.computeIfAbsent(region, first -> new ArrayList<>()).add(layer);
            }
        }
        return layers;
    }

    private static TreeSet<String> regions(Path project) throws IOException {
        try (Stream<Path> files = Files.list(project)) {
            return files.map(file -> STACK_FILE.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(file -> file.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private boolean deploy(Map<String, List<String>> layers) {
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CompletableFuture<Outcome>> all = new ArrayList<>();
            layers.forEach((region, inOrder) -> {
                CompletableFuture<Outcome> below = CompletableFuture.completedFuture(Outcome.DONE);
                for (String layer : inOrder) {
                    below = below.thenApplyAsync(outcome -> deploy(layer, region, outcome), pool);
                    all.add(below);
                }
            });
            return all.stream().map(CompletableFuture::join).toList().stream().allMatch(Outcome.DONE::equals);
        } finally {
            pool.shutdown();
        }
    }

    private Outcome deploy(String layer, String region, Outcome below) {
        if (below != Outcome.DONE) {
            return finish(layer, region, Outcome.LEFT_OUT, "left out: what it stands on was not deployed");
        }
        tell(layer, region, "started");
        Path project = folder.resolve(layer);
        Progress progress = new Progress(resources -> tell(layer, region, resources + " resources"));
        try {
            LocalWorkspace.createOrSelectStack(
                    region,
                    project,
                    LocalWorkspaceOptions.builder().pulumiCommand(pulumi).build());
            // Not WorkspaceStack.up(): of the outputs it can read texts alone, and where the CLI ends before its first event, as of
            // a stack that is locked, it waits for ever (1.36.1).
            pulumi.run(
                    List.of("up", "--yes", "--skip-preview", "--non-interactive", "--stack", region),
                    CommandRunOptions.builder()
                            .workingDir(project)
                            .onStandardOutput(progress)
                            .build());
            return finish(layer, region, Outcome.DONE, progress.changes());
        } catch (ConcurrentUpdateException e) {
            return finish(layer, region, Outcome.FAILED, "failed: somebody else is deploying it; run this again");
        } catch (AutomationException e) {
            return finish(layer, region, Outcome.FAILED, "failed: " + reason(e));
        }
    }

    /** What Pulumi prints of one deployment as it goes. */
    private static final class Progress implements Consumer<String> {
        private static final Pattern DONE = Pattern.compile(".* (created|updated|replaced|deleted)( \\(.*)?");
        private static final int EACH = 10;

        private final IntConsumer resources;
        private final AtomicInteger done = new AtomicInteger();
        private final List<String> summary = new CopyOnWriteArrayList<>();
        private volatile boolean ends;

        /** @param resources is told how many are done, now and then */
        Progress(IntConsumer resources) {
            this.resources = resources;
        }

        @Override
        public void accept(String line) {
            if (ends && !line.isBlank() && summary.size() < 9) {
                summary.add(line.strip());
            } else if (line.equals("Resources:")) {
                ends = true;
            } else if (DONE.matcher(line.strip()).matches() && done.incrementAndGet() % EACH == 0) {
                resources.accept(done.get());
            }
            ends &= !line.isBlank();
        }

        /** Such as {@code + 20 created}. */
        String changes() {
            return String.join(", ", summary);
        }
    }

    /** Of all that Pulumi says, the first line that is an error. */
    private static String reason(AutomationException problem) {
        return Optional.ofNullable(problem.getMessage()).stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> line.startsWith("error: "))
                .findFirst()
                .orElse(String.valueOf(problem.getMessage()).strip());
    }

    private Outcome finish(String layer, String region, Outcome outcome, String what) {
        tell(layer, region, "(" + finished.incrementAndGet() + " of " + stacks + ") " + what);
        return outcome;
    }

    private void tell(String layer, String region, String what) {
        out.println(layer + "/" + region + ": " + what);
    }
}
