package dev.mullion.diff.finding;

import dev.mullion.diff.veil.Veiled;
import dev.mullion.diff.veil.Veiled.Fields;
import java.util.ArrayList;
import java.util.List;

/** Secrets that are others than before. */
final class SecretRule implements Findings.Rule {
    @Override
    public void look(Subject subject, Resources resources, Telling telling) {
        if (!subject.stays()) {
            return;
        }
        List<String> changed = new ArrayList<>();
        walk("", subject.before(), subject.after(), changed);
        if (!changed.isEmpty()) {
            String places = changed.size() > 3 ? changed.size() + " places" : String.join(", ", changed);
            telling.note("secret-changed", subject, "a secret of " + subject.name() + " changed: " + places);
        }
    }

    private static void walk(String path, Veiled before, Veiled after, List<String> changed) {
        Veiled old = Read.plain(before);
        Veiled now = Read.plain(after);
        if (old instanceof Veiled.Secret && now instanceof Veiled.Secret && !old.equals(now)) {
            changed.add(path);
        } else if (old instanceof Fields there && now instanceof Fields here && !old.equals(now)) {
            there.values().forEach((key, value) -> {
                Veiled counterpart = here.values().get(key);
                if (counterpart != null) {
                    walk(path.isEmpty() ? key : path + "." + key, value, counterpart, changed);
                }
            });
        }
    }
}
