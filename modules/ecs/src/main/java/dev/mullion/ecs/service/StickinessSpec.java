package dev.mullion.ecs.service;

import dev.mullion.core.spec.Explain;
import dev.mullion.core.spec.GenerateBuilder;
import dev.mullion.core.spec.Problems;
import dev.mullion.core.spec.Range;
import dev.mullion.core.spec.Spec;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One task for all requests of a client: {@code {durationSeconds: 3600}}. Behind an application load balancer by its own
 * cookie, or by one of the application; behind a network load balancer by the client's address.
 *
 * @param durationSeconds how long a cookie counts, 1 to 604800; 86400 when not given; type application only
 * @param cookieName the application's own cookie, which it sets itself; the load balancer's when not given; type application
 *     only
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/sticky-sessions.html">Sticky sessions</a>
 */
@GenerateBuilder
public record StickinessSpec(
        @Explain(
                api =
                        "AWS::ElasticLoadBalancingV2::TargetGroup TargetGroupAttributes stickiness.lb_cookie.duration_seconds",
                example = "3600")
        @Range(min = 1, max = StickinessSpec.MAX_SECONDS)
        Optional<Integer> durationSeconds,

        @Explain(
                api =
                        "AWS::ElasticLoadBalancingV2::TargetGroup TargetGroupAttributes stickiness.app_cookie.cookie_name",
                example = "SESSION")
        Optional<String> cookieName)
        implements Spec {
    static final int MAX_SECONDS = 604_800;
    private static final int DAY_SECONDS = 86_400;

    /** The names that AWS takes for itself may not begin one. */
    private static final Pattern COOKIE = Pattern.compile("(?!AWSALB)[!-~&&[^,;=\"]]{1,255}");

    public static StickinessSpecBuilder builder() {
        return new StickinessSpecBuilder();
    }

    /** How long a cookie counts. */
    int seconds() {
        return durationSeconds.orElse(DAY_SECONDS);
    }

    @Override
    public void check(Problems problems) {
        durationSeconds.ifPresent(seconds -> StickinessSpecBuilder.checkDurationSeconds(seconds, problems));
        cookieName.filter(name -> !COOKIE.matcher(name).matches()).ifPresent(name -> problems.at("cookieName")
                .refuse(
                        name,
                        "use the name of a cookie that the application sets, which does not begin with AWSALB: 1 to 255"
                                + " printable ASCII characters without , ; = and quotes"));
    }

    /** Refuses what a network load balancer, which reads no cookies, has not. */
    void checkNetwork(Problems problems) {
        String use = "leave it out: a network load balancer goes by the client's address";
        durationSeconds.ifPresent(seconds -> problems.at("durationSeconds").refuse(seconds, use));
        cookieName.ifPresent(name -> problems.at("cookieName").refuse(name, use));
    }
}
