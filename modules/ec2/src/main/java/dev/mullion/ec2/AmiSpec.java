package dev.mullion.ec2;

import dev.mullion.aws.ResourceId;
import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Late;
import dev.mullion.core.spec.Matches;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Spec;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which image instances start from.
 *
 * <pre>{@code
 * ami: latest                                       # AWS's newest image of the release, read from SSM at deployment
 * ami: {ssmParameter: /golden/windows-2022}         # an id in a parameter of yours, read at deployment
 * ami: {resolveAtLaunch: true}                      # EC2 reads AWS's parameter at each launch (resolve:ssm:)
 * ami: {resolveAtLaunch: true, ssmParameter: /golden/windows-2022}
 * ami: {id: ami-0123456789abcdef0}
 * ami: {id: ami-0123456789abcdef0, name: Windows_Server-2022-English-Core-ECS_Optimized-2026.11.14, released: "2026-11-14"}
 * ami: {namePrefix: golden-windows-2022-, owner: self}
 * }</pre>
 *
 * @param ssmParameter a parameter that holds an image id
 * @param resolveAtLaunch EC2 resolves the parameter whenever an instance starts, so a preview shows no new image
 * @param id one image
 * @param name what the image of {@code id} is called, for who reads the file; {@code mullion ami pin} writes it, and moves
 *     and checks what has it
 * @param released the day on which the image of {@code id} was published, such as {@code "2026-11-14"}, which
 *     {@code mullion ami pin} writes
 * @param namePrefix the newest image whose name starts with it, of {@code owner}
 * @param owner {@code self}, {@code amazon}, {@code aws-marketplace} (of what you subscribed to) or an account id;
 *     needed with namePrefix, so that nobody else's image matches
 */
@Matches("latest")
@GenerateBuilder
public record AmiSpec(
        @Explain(
                api = "AWS::SSM::Parameter whose value is LaunchTemplateData.ImageId",
                example = "/golden/windows-2022")
        @Matches(AmiSpec.PARAMETER)
        Optional<String> ssmParameter,

        @Explain(api = "resolve:ssm: in LaunchTemplateData.ImageId", example = "true")
        boolean resolveAtLaunch,

        @Late
        @Explain(api = "AWS::EC2::LaunchTemplate LaunchTemplateData.ImageId", example = "ami-0123456789abcdef0")
        @Matches(ResourceId.Regex.IMAGE)
        Optional<String> id,

        @Explain(api = "DescribeImages, Name", example = "Windows_Server-2022-English-Core-ECS_Optimized-2026.11.14")
        @Matches(AmiSpec.NAME)
        Optional<String> name,

        @Explain(api = "DescribeImages, CreationDate", example = "\"2026-11-14\"") @Matches(AmiSpec.DAY)
        Optional<String> released,

        @Explain(api = "DescribeImages, Filters name", example = "golden-windows-2022-") @Matches(AmiSpec.NAME_PREFIX)
        Optional<String> namePrefix,

        @Explain(api = "DescribeImages, Owners", example = "self") @Matches(AmiSpec.OWNER)
        Optional<String> owner)
        implements Spec {
    /** AWS's newest image of the release, read from SSM at deployment. */
    public static final AmiSpec LATEST = builder().unchecked();

    /** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
    static final String PARAMETER = "[A-Za-z0-9_.:/-]{1,1011}";

    static final String OWNER = "self|amazon|aws-marketplace|\\d{12}";

    /** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateImage.html */
    static final String NAME = "[A-Za-z0-9()\\[\\] ./'@_-]{3,128}";

    static final String DAY = "\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])";

    static final String NAME_PREFIX = NAME;

    /**
     * The short form {@code ami: latest}.
     *
     * @throws IllegalArgumentException for any other word
     */
    public static AmiSpec parse(String text) {
        if (text.equals("latest")) {
            return LATEST;
        }
        String use = "use latest, or a map: {id: ami-...}, {ssmParameter: /...}, {resolveAtLaunch: true},"
                + " {namePrefix: ..., owner: self}";
        throw new IllegalArgumentException(ResourceId.IMAGE.matches(text) ? "write {id: " + text + "}" : use);
    }

    public static AmiSpecBuilder builder() {
        return new AmiSpecBuilder();
    }

    /** The short form, where it says all. */
    @Override
    public String toString() {
        return equals(LATEST)
                ? "latest"
                : "AmiSpec[" + id.or(() -> namePrefix).or(() -> ssmParameter).orElse("resolveAtLaunch") + "]";
    }

    @Override
    public void check(Problems problems) {
        id.ifPresent(value -> ResourceId.IMAGE.check(value, problems.at("id")));
        // A pin is looked after: mullion ami check.
        id.filter(value -> ResourceId.IMAGE.matches(value) && name.isEmpty()).ifPresent(value -> problems.at("id")
                .warn(
                        "EC2004",
                        "a literal image id stops launching when its owner withdraws it; AWS keeps at least its"
                                + " last three releases public"));
        ssmParameter.filter(value -> !AmiSpecBuilder.matchesSsmParameter(value)).ifPresent(value -> problems.at(
                        "ssmParameter")
                .refuse(value, "use an SSM parameter's name, such as /golden/windows-2022"));
        namePrefix
                .filter(value -> !AmiSpecBuilder.matchesNamePrefix(value))
                .ifPresent(
                        value -> problems.at("namePrefix")
                                .refuse(
                                        value,
                                        "use the start of an image's name: 3 to 128 of A-Z a-z 0-9 ( ) [ ] . / - ' @ _ and space, no wildcard"));
        owner.filter(value -> !AmiSpecBuilder.matchesOwner(value)).ifPresent(value -> problems.at("owner")
                .refuse(value, "use self, amazon, aws-marketplace or an account's 12 digits"));
        checkPin(problems);
        if (namePrefix.isPresent() && owner.isEmpty()) {
            problems.given("namePrefix")
                    .at("owner")
                    .add(
                            "has no value; say whose images count: self, amazon, aws-marketplace or an account's 12 digits");
        }
        if (owner.isPresent() && namePrefix.isEmpty()) {
            problems.given("namePrefix").at("owner").refuse(owner.get(), "leave it out: it belongs to namePrefix");
        }
        checkOneWay(problems);
    }

    private void checkPin(Problems problems) {
        name.filter(value -> !AmiSpecBuilder.matchesName(value)).ifPresent(value -> problems.at("name")
                .refuse(value, "use an image's name: 3 to 128 of A-Z a-z 0-9 ( ) [ ] . / - ' @ _ and space"));
        released.filter(value -> !AmiSpecBuilder.matchesReleased(value)).ifPresent(value -> problems.at("released")
                .refuse(value, "use a day in quotes, such as \"2026-11-14\""));
        if (id.isEmpty()) {
            name.ifPresent(value -> problems.given("id").at("name").refuse(value, "leave it out: it belongs to id"));
            released.ifPresent(
                    value -> problems.given("id").at("released").refuse(value, "leave it out: it belongs to id"));
        }
    }

    private void checkOneWay(Problems problems) {
        boolean parameter = ssmParameter.isPresent() || resolveAtLaunch;
        long ways = Stream.of(id.isPresent(), namePrefix.isPresent(), parameter)
                .filter(way -> way)
                .count();
        if (ways > 1) {
            problems.add(
                    "names several images; use one of id, namePrefix with owner, or ssmParameter and resolveAtLaunch");
        }
    }
}
