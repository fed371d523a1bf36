package dev.mullion.diff.input;

import dev.mullion.plan.Diagnostic;
import dev.mullion.plan.ResourceState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The {@code deployment} of {@code pulumi stack export}, version 3. */
final class CheckpointReader {
    private final InputText source;
    private final StateReader states;
    private final Diagnostics diagnostics;
    private final List<ResourceState> resources = new ArrayList<>();
    private final Map<String, Set<String>> filled = new HashMap<>();

    CheckpointReader(InputText source) {
        this.source = source;
        this.states = new StateReader(source);
        this.diagnostics = new Diagnostics(source);
    }

    void read() throws IOException {
        source.object(key -> {
            switch (key) {
                case "resources" -> source.list(item -> resource());
                case "pending_operations" -> source.list(item -> pendingOperation());
                default -> source.skip();
            }
        });
    }

    /** One a URN: neither what is still to be deleted nor what is gone already is among them. */
    List<ResourceState> resources() {
        return resources;
    }

    /** URN to the inputs that its provider says that it filled in. */
    Map<String, Set<String>> filled() {
        return filled;
    }

    /** Of what an update left behind. */
    List<Diagnostic> diagnostics() {
        return diagnostics.all();
    }

    private void resource() throws IOException {
        StateReader.Found found =
                states.read().orElseThrow(() -> source.refuse("got null; use an object that is a resource"));
        if (found.pendingDelete()) {
            String id = found.state().id().map(text -> " (id " + text + ")").orElse("");
            warn(found.state().urn(), "was replaced, and its predecessor" + id + " is still to be deleted");
        } else if (found.state().condition().pendingReplacement()) {
            warn(found.state().urn(), "was deleted to be replaced, and its replacement is still to be made");
        } else {
            resources.add(found.state());
            found.filled().ifPresent(names -> filled.putIfAbsent(found.state().urn(), names));
        }
    }

    private void pendingOperation() throws IOException {
        List<String> type = new ArrayList<>();
        List<String> urn = new ArrayList<>();
        source.object(key -> {
            switch (key) {
                case "resource" ->
                    states.read().ifPresent(found -> urn.add(found.state().urn()));
                case "type" -> type.add(source.text());
                default -> source.skip();
            }
        });
        if (type.isEmpty() || urn.isEmpty()) {
            throw source.refuse("got a pending operation without its resource or type; each has both");
        }
        warn(urn.get(0), type.get(0) + " was not over when the state was written; a refresh shows what became of it");
    }

    private void warn(String urn, String message) {
        diagnostics.add(Diagnostic.Severity.WARNING, Optional.of(urn), "warning: " + message);
    }
}
