package dev.mullion.diff.finding;

import dev.mullion.diff.veil.Veiled;
import dev.mullion.diff.veil.Veiled.Fields;
import dev.mullion.diff.veil.Veiled.Items;
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
    public void look(Subject subject, Resources resources, Telling telling) {
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
                && Read.text(subject.before(), "protocol").matches("HTTPS|TLS")
                && Read.text(subject.after(), "protocol").matches("HTTP|TCP")) {
            telling.warning("encryption-off", subject, "listener " + subject.name() + " no longer uses TLS");
        }
    }

    private static void metadata(Subject subject, Telling telling) {
        String tokens = Read.text(subject.after(), "metadataOptions.httpTokens");
        String were = Read.text(subject.before(), "metadataOptions.httpTokens");
        boolean optional =
                subject.created() ? tokens.equals("optional") : were.equals("required") && !tokens.equals("required");
        if (optional) {
            telling.danger(
                    "imdsv2-optional",
                    subject,
                    "instances of " + subject.name() + " answer IMDSv1 too: httpTokens is no longer required");
        }
        OptionalDouble before = Read.number(subject.before(), "metadataOptions.httpPutResponseHopLimit");
        OptionalDouble after = Read.number(subject.after(), "metadataOptions.httpPutResponseHopLimit");
        if (subject.stays() && after.orElse(1) > before.orElse(1)) {
            telling.warning(
                    "imds-hop-limit",
                    subject,
                    "the metadata hop limit of " + subject.name() + " rises from " + Read.shown(before.orElse(1))
                            + " to " + Read.shown(after.orElse(1)) + ", so that containers may reach it");
        }
    }

    private static void encryption(String path, Veiled before, Veiled after, List<String> off) {
        if (before instanceof Fields there && after instanceof Fields here && !there.equals(here)) {
            there.values().forEach((key, value) -> {
                String own = path.isEmpty() ? key : path + "." + key;
                Veiled now = here.values().get(key);
                if (ENCRYPTED.contains(key)
                        && Read.text(value).equals("true")
                        && (now == null || Read.text(now).equals("false"))) {
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
