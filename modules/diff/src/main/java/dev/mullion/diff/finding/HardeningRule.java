package dev.mullion.diff.finding;

import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.MaskedValue.Fields;
import dev.mullion.diff.masking.MaskedValue.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** IMDSv2 and encryption that are weakened. */
final class HardeningRule implements Findings.Rule {
    static final Set<String> ENCRYPTED =
            Set.of("encrypted", "storageEncrypted", "atRestEncryptionEnabled", "transitEncryptionEnabled");

    static final Set<String> ENCRYPTION_OF_BUCKET = Set.of(
            "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
            "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration");

    @Override
    public void look(ChangedResource resource, Resources resources, FindingCollector collector) {
        if (resource.deleted()) {
            if (ENCRYPTION_OF_BUCKET.contains(resource.type())) {
                collector.add(
                        FindingId.ENCRYPTION_OFF,
                        resource,
                        "the encryption settings " + resource.name() + " are deleted");
            }
            return;
        }
        metadata(resource, collector);
        List<String> off = new ArrayList<>();
        if (resource.stays()) {
            encryption("", resource.before(), resource.after(), off);
        }
        off.forEach(path -> collector.add(
                FindingId.ENCRYPTION_OFF, resource, resource.name() + " is no longer encrypted: " + path + " is off"));
        if (resource.is("aws:lb/listener:Listener")
                && Values.text(resource.before(), "protocol").matches("HTTPS|TLS")
                && Values.text(resource.after(), "protocol").matches("HTTP|TCP")) {
            collector.add(FindingId.ENCRYPTION_OFF, resource, "listener " + resource.name() + " no longer uses TLS");
        }
    }

    private static void metadata(ChangedResource resource, FindingCollector collector) {
        String tokens = Values.text(resource.after(), "metadataOptions.httpTokens");
        String were = Values.text(resource.before(), "metadataOptions.httpTokens");
        boolean optional =
                resource.created() ? tokens.equals("optional") : were.equals("required") && !tokens.equals("required");
        if (optional) {
            collector.add(
                    FindingId.IMDSV2_OPTIONAL,
                    resource,
                    "instances of " + resource.name() + " answer IMDSv1 too: httpTokens is no longer required");
        }
        OptionalDouble before = Values.number(resource.before(), "metadataOptions.httpPutResponseHopLimit");
        OptionalDouble after = Values.number(resource.after(), "metadataOptions.httpPutResponseHopLimit");
        if (resource.stays() && after.orElse(1) > before.orElse(1)) {
            collector.add(
                    FindingId.IMDS_HOP_LIMIT,
                    resource,
                    "the metadata hop limit of " + resource.name() + " rises from " + Values.shown(before.orElse(1))
                            + " to " + Values.shown(after.orElse(1)) + ", so that containers may reach it");
        }
    }

    private static void encryption(String path, MaskedValue before, MaskedValue after, List<String> off) {
        if (before instanceof Fields there && after instanceof Fields here && !there.equals(here)) {
            there.values().forEach((key, value) -> {
                String own = path.isEmpty() ? key : path + "." + key;
                MaskedValue now = here.values().get(key);
                if (ENCRYPTED.contains(key)
                        && Values.text(value).equals("true")
                        && (now == null || Values.text(now).equals("false"))) {
                    off.add(own);
                } else if (now != null) {
                    encryption(own, value, now, off);
                }
            });
        } else if (before instanceof Items there && after instanceof Items here) {
            for (int i = 0; i < Math.min(there.values().size(), here.values().size()); i++) {
                encryption(path, there.values().get(i), here.values().get(i), off);
            }
        }
    }
}
