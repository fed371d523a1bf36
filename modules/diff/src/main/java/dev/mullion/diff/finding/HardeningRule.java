package dev.mullion.diff.finding;

import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.MaskedValue.Fields;
import dev.mullion.diff.masking.MaskedValue.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** IMDSv2 and encryption that are weakened. */
final class HardeningRule implements Findings.Rule {
    private static final Set<String> ENCRYPTED =
            Set.of("encrypted", "storageEncrypted", "atRestEncryptionEnabled", "transitEncryptionEnabled");

    private static final Set<String> ENCRYPTION_OF_BUCKET = Set.of(
            "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
            "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration");

    @Override
    public void look(ChangedResource subject, Resources resources, FindingCollector telling) {
        if (subject.deleted()) {
            if (ENCRYPTION_OF_BUCKET.contains(subject.type())) {
                telling.warning(
                        "encryption-off", subject, "the encryption settings " + subject.name() + " are deleted");
            }
            return;
        }
        metadata(subject, telling);
        List<String> off = new ArrayList<>();
        if (subject.stays()) {
            encryption("", subject.before(), subject.after(), off);
        }
        off.forEach(path -> telling.warning(
                "encryption-off", subject, subject.name() + " is no longer encrypted: " + path + " is off"));
        if (subject.is("aws:lb/listener:Listener")
                && Values.text(subject.before(), "protocol").matches("HTTPS|TLS")
                && Values.text(subject.after(), "protocol").matches("HTTP|TCP")) {
            telling.warning("encryption-off", subject, "listener " + subject.name() + " no longer uses TLS");
        }
    }

    private static void metadata(ChangedResource subject, FindingCollector telling) {
        String tokens = Values.text(subject.after(), "metadataOptions.httpTokens");
        String were = Values.text(subject.before(), "metadataOptions.httpTokens");
        boolean optional =
                subject.created() ? tokens.equals("optional") : were.equals("required") && !tokens.equals("required");
        if (optional) {
            telling.danger(
                    "imdsv2-optional",
                    subject,
                    "instances of " + subject.name() + " answer IMDSv1 too: httpTokens is no longer required");
        }
        OptionalDouble before = Values.number(subject.before(), "metadataOptions.httpPutResponseHopLimit");
        OptionalDouble after = Values.number(subject.after(), "metadataOptions.httpPutResponseHopLimit");
        if (subject.stays() && after.orElse(1) > before.orElse(1)) {
            telling.warning(
                    "imds-hop-limit",
                    subject,
                    "the metadata hop limit of " + subject.name() + " rises from " + Values.shown(before.orElse(1))
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
