package dev.mullion.diff.finding;

import dev.mullion.diff.FindingId;
import dev.mullion.diff.masking.MaskedValue;
import dev.mullion.diff.masking.MaskedValue.Fields;
import dev.mullion.diff.masking.MaskedValue.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** IMDSv2 and encryption that are weakened. */
final class HardeningRule implements Findings.Rule {
    static final Set<String> ENCRYPTED =
            Set.of("encrypted", "storageEncrypted", "atRestEncryptionEnabled", "transitEncryptionEnabled");

    private static final String DEVICE = "deviceName";

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
                if (ENCRYPTED.contains(key)) {
                    if (Values.text(value).equals("true")
                            && (now == null || Values.text(now).equals("false"))) {
                        off.add(own);
                    }
                } else {
                    encryption(own, value, now == null ? Fields.NONE : now, off);
                }
            });
        } else if (before instanceof Items there) {
            items(path, there.values(), after instanceof Items here ? here.values() : List.of(after), off);
        } else if (after instanceof Items here && here.values().size() == 1) {
            encryption(path, before, here.values().get(0), off);
        }
    }

    /** A volume is known by its device, whatever its place in the list; one that goes with its device is none any more. */
    private static void items(String path, List<MaskedValue> before, List<MaskedValue> after, List<String> off) {
        List<MaskedValue> left = new ArrayList<>();
        List<MaskedValue> others = new ArrayList<>(after);
        for (MaskedValue item : before) {
            String device = Values.text(item, DEVICE);
            Optional<MaskedValue> same = others.stream()
                    .filter(other ->
                            !device.isEmpty() && Values.text(other, DEVICE).equals(device))
                    .findFirst();
            if (same.isPresent()) {
                others.remove(same.get());
                encryption(path, item, same.get(), off);
            } else {
                left.add(item);
            }
        }
        for (int i = 0; i < left.size(); i++) {
            if (i < others.size() || after.equals(List.of(Fields.NONE))) {
                encryption(path, left.get(i), i < others.size() ? others.get(i) : Fields.NONE, off);
            }
        }
    }
}
