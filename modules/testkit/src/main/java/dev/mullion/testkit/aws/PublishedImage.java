package dev.mullion.testkit.aws;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An image that AWS publishes, and the public parameter that names it.
 *
 * @param parameter without what all have in front
 * @param name with its date
 * @param value what the parameter holds, where {@code IMAGE} stands for the id
 * @param madeAt such as {@code 2026-11-14T03:00:00.000Z}
 * @param regions where the parameter is; everywhere where there are none
 */
public record PublishedImage(
        String id, String parameter, String name, String value, String madeAt, List<String> regions) {
    private static final String PREFIX = "/aws/service/ami-windows-latest/";

    /** For ECS, of a release as AWS spells it: {@code 2022-English-Core}. */
    public static PublishedImage ecs(String id, String release, String day) {
        String parameter = "Windows_Server-" + release + "-ECS_Optimized";
        String name = parameter + "-" + day;
        String value = "{\"image_name\":\"" + name + "\",\"image_id\":\"IMAGE\","
                + "\"ecs_runtime_version\":\"Docker version 25.0.16\",\"ecs_agent_version\":\"1.106.1\"}";
        return new PublishedImage(id, parameter, name, value, madeAt(day), List.of());
    }

    /** For EKS. */
    public static PublishedImage eks(String id, String release, String kubernetes, String day) {
        String parameter = "Windows_Server-" + release + "-EKS_Optimized-" + kubernetes;
        String name = parameter + "-" + day;
        String value = "{\"image_name\":\"" + name + "\",\"image_id\":\"IMAGE\",\"release_version\":\"" + kubernetes
                + "-" + day + "\"}";
        return new PublishedImage(id, parameter, name, value, madeAt(day), List.of());
    }

    /** Without any container runtime. */
    public static PublishedImage plain(String id, String release, String day) {
        String parameter = "Windows_Server-" + release + "-Base";
        return new PublishedImage(id, parameter, parameter + "-" + day, "IMAGE", madeAt(day), List.of());
    }

    /** The same in some regions alone. */
    public PublishedImage in(String... names) {
        return new PublishedImage(id, parameter, name, value, madeAt, List.of(names));
    }

    private static String madeAt(String day) {
        return day.replace('.', '-') + "T03:00:00.000Z";
    }

    /** What moto reads: the parameters, as {@code serve.py} wants them. */
    static String parameters(List<PublishedImage> images) {
        return images.stream()
                .map(image -> "{\"parameter\":" + quoted(PREFIX + image.parameter) + ",\"value\":"
                        + quoted(image.value.replace("IMAGE", image.id))
                        + (image.regions.isEmpty()
                                ? ""
                                : ",\"regions\":"
                                        + image.regions.stream()
                                                .map(PublishedImage::quoted)
                                                .collect(Collectors.joining(",", "[", "]")))
                        + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** The images, as moto's own setting MOTO_AMIS_PATH wants them. */
    static String amis(List<PublishedImage> images) {
        return images.stream()
                .map(image -> "{\"ami_id\":" + quoted(image.id) + ",\"name\":" + quoted(image.name)
                        + ",\"creation_date\":" + quoted(image.madeAt)
                        + ",\"state\":\"available\",\"public\":true,\"owner_id\":\"801119661308\","
                        + "\"image_location\":\"amazon/windows\",\"sriov\":\"simple\",\"root_device_type\":\"ebs\","
                        + "\"root_device_name\":\"/dev/sda1\",\"description\":\"\",\"image_type\":\"machine\","
                        + "\"platform\":\"windows\",\"architecture\":\"x86_64\",\"virtualization_type\":\"hvm\","
                        + "\"hypervisor\":\"xen\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
