package dev.mullion.diff.compare;

import dev.mullion.core.config.MaskPattern;
import dev.mullion.diff.masking.KnownSecrets;
import dev.mullion.diff.masking.Masker;
import dev.mullion.plan.ResourceState;
import java.util.List;

/** The masker of resources that are compared with nothing. */
public final class SideMasker {
    private SideMasker() {}

    /**
     * One that knows what is secret in any of them, and hides it in all.
     *
     * @param masks of the user's own
     * @throws dev.mullion.core.spec.UserException when a mask takes too long
     */
    public static Masker of(List<ResourceState> resources, List<MaskPattern> masks) {
        KnownSecrets.Builder secrets = new KnownSecrets.Builder();
        MarkedSecrets marked = new MarkedSecrets(secrets);
        resources.forEach(marked::of);
        Masker search = Masker.searching(secrets, masks, true);
        resources.forEach(resource -> search.fields(resource.type(), resource.inputs()));
        return search.knowing(secrets.build());
    }
}
