package dev.mullion.diff.compare;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Findings as lines for tests: {@code WARNING iam-widens it allows more: s3:* on arn:x}. */
public final class Told {
    private Told() {}

    /** Of one resource, called {@code it}, with other inputs. */
    public static List<String> update(String type, Map<String, Object> before, Map<String, Object> after) {
        return of(new Stack().with(type, "it", flat(before)), new Stack().with(type, "it", flat(after)));
    }

    public static List<String> of(Stack before, Stack after) {
        return Stack.compare(before, after).findings().stream()
                .map(finding -> finding.severity() + " " + finding.id().id() + " " + finding.sentence())
                .toList();
    }

    public static Object[] flat(Map<String, Object> map) {
        return map.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toArray();
    }
}
