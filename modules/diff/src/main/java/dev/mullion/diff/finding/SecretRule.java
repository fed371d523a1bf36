package dev.mullion.diff.finding;

import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.MaskedValue.Fields;
import java.util.ArrayList;
import java.util.List;

/** Secrets that are others than before. */
final class SecretRule implements Findings.Rule {
    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        if (!resource.stays()) {
            return;
        }
        List<String> changed = new ArrayList<>();
        walk("", resource.before(), resource.after(), changed);
        if (!changed.isEmpty()) {
            String places = changed.size() > 3 ? changed.size() + " places" : String.join(", ", changed);
            collector.add(FindingId.SECRET_CHANGED, resource, "a secret of " + resource.name() + " changed: " + places);
        }
    }

    private static void walk(String path, MaskedValue before, MaskedValue after, List<String> changed) {
        MaskedValue old = Values.plain(before);
        MaskedValue now = Values.plain(after);
        if (old instanceof MaskedValue.Secret && now instanceof MaskedValue.Secret && !old.equals(now)) {
            changed.add(path);
        } else if (old instanceof Fields there && now instanceof Fields here && !old.equals(now)) {
            there.values().forEach((key, value) -> {
                MaskedValue counterpart = here.values().get(key);
                if (counterpart != null) {
                    walk(path.isEmpty() ? key : path + "." + key, value, counterpart, changed);
                }
            });
        }
    }
}
