package dev.mullion.live.ami;

import dev.mullion.aws.ResourceId;
import dev.mullion.core.json.JsonValue;
import dev.mullion.live.AwsProblem;
import dev.mullion.live.AwsRegion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.Parameter;

/** The newest images of a region, by the parameters that AWS publishes and by what EC2 says of each image. */
public final class PublishedAmis {
    /** What one call of ssm:GetParameters takes. */
    private static final int MOST_NAMES = 10;

    private final AwsRegion region;
    private final LocalDate today;

    public PublishedAmis(AwsRegion region, LocalDate today) {
        this.region = region;
        this.today = today;
    }

    /** Everything that the region says of the variants; its problems are told, never thrown. */
    public RegionAmis ask(List<AmiVariant> variants) {
        List<AwsProblem> problems = new ArrayList<>();
        try {
            List<AmiRow> rows = newest(variants, problems).entrySet().stream()
                    .map(entry -> AmiRow.of(entry.getKey(), entry.getValue(), today))
                    .toList();
            return new RegionAmis(region.name(), rows, problems);
        } catch (AwsProblem problem) {
            problems.add(problem);
            return new RegionAmis(region.name(), List.of(), problems);
        }
    }

    /**
     * The newest image of each variant; empty where there is none in this region.
     *
     * @param denied gets what may not be asked of EC2, without which less is known of each image
     * @throws AwsProblem when the parameters can not be read
     */
    public Map<AmiVariant, Optional<Ami>> newest(List<AmiVariant> variants, List<AwsProblem> denied) {
        Map<String, String> values = values(variants);
        Map<AmiVariant, Optional<Ami>> published = new LinkedHashMap<>();
        List<String> ids = new ArrayList<>();
        for (AmiVariant variant : variants) {
            Optional<Ami> read =
                    Optional.ofNullable(values.get(variant.parameter())).flatMap(PublishedAmis::read);
            published.put(variant, read);
            read.ifPresent(image -> ids.add(image.id()));
        }
        ShownImages shown = ShownImages.ask(region, ids, today, denied);
        Map<AmiVariant, Optional<Ami>> newest = new LinkedHashMap<>();
        published.forEach((variant, image) -> newest.put(variant, image.map(shown::fill)));
        return newest;
    }

    /** What a parameter holds: an id, or JSON; nothing of what is neither. */
    private static Optional<Ami> read(String value) {
        if (ResourceId.IMAGE.matches(value)) {
            return Optional.of(Ami.of(value, Map.of()));
        }
        Map<String, String> texts = new HashMap<>();
        if (JsonValue.read(value).orElse(new JsonValue.Nothing()) instanceof JsonValue.Fields fields) {
            fields.values().forEach((key, field) -> {
                if (field instanceof JsonValue.Text text) {
                    texts.put(key, text.value());
                }
            });
        }
        return Optional.ofNullable(texts.get("image_id"))
                .filter(ResourceId.IMAGE::matches)
                .map(id -> Ami.of(id, texts));
    }

    private Map<String, String> values(List<AmiVariant> variants) {
        List<String> names = List.copyOf(
                new TreeSet<>(variants.stream().map(AmiVariant::parameter).toList()));
        Map<String, String> values = new HashMap<>();
        for (int from = 0; from < names.size(); from += MOST_NAMES) {
            GetParametersRequest request = GetParametersRequest.builder()
                    .names(names.subList(from, Math.min(names.size(), from + MOST_NAMES)))
                    .build();
            for (Parameter parameter : region.ask(
                            "ssm:GetParameters", () -> region.ssm().getParameters(request))
                    .parameters()) {
                values.put(parameter.name(), parameter.value());
            }
        }
        return values;
    }
}
