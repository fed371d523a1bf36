package dev.mullion.diff.finding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may reach which ports by several rules together. */
final class Openings {
    /** A security group takes a thousand rules at most; beyond that only what is the same counts as known. */
    private static final int MAX_PORTS = 1000;

    /** Of so many ranges of ports it is asked which share a port; of more it is taken that all do. */
    private static final int MAX_APART = 100;

    private final Map<Ingress.Ports, Sources> sources = new LinkedHashMap<>();
    private final List<Map.Entry<Ingress.Ports, Sources>> first;
    private final Map<Ingress.Ports, Sources> reached = new HashMap<>();
    private final Map<Ingress.Ports, Set<String>> texts = new LinkedHashMap<>();

    Openings(List<Ingress> all) {
        all.forEach(ingress -> texts.computeIfAbsent(ingress.ports(), of -> new LinkedHashSet<>())
                .add(ingress.source()));
        texts.forEach((ports, each) -> sources.put(ports, new Sources(each)));
        this.first = sources.entrySet().stream().limit(MAX_PORTS).toList();
    }

    /** Whether whoever comes in there comes in by these. */
    boolean cover(Ingress ingress) {
        Sources same = sources.get(ingress.ports());
        if (same != null && same.cover(ingress.source())) {
            return true;
        }
        for (Map.Entry<Ingress.Ports, Sources> each : first) {
            if (each.getKey().cover(ingress.ports()) && each.getValue().cover(ingress.source())) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of these comes in there. */
    boolean areCoveredBy(Ingress ingress) {
        for (Map.Entry<Ingress.Ports, Sources> each : first) {
            if (ingress.ports().cover(each.getKey()) && each.getValue().areCoveredBy(ingress.source())) {
                return true;
            }
        }
        return false;
    }

    /** Everybody who reaches one of the ports. */
    Sources reaching(Ingress.Ports ports) {
        Sources only = texts.size() == 1 ? sources.get(ports) : null;
        if (only != null) {
            return only;
        }
        return reached.computeIfAbsent(texts.size() > MAX_APART ? Ingress.Ports.ALL : ports, wanted -> {
            List<String> together = new ArrayList<>();
            texts.forEach((each, own) -> {
                if (each.shares(wanted)) {
                    together.addAll(own);
                }
            });
            return new Sources(together);
        });
    }
}
