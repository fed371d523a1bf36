package dev.mullion.live.doctor;

import dev.mullion.live.AwsRegion;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Looks at all that a stack deployed. */
public final class Doctor {
    private Doctor() {}

    /**
     * Asks AWS about everything.
     *
     * @param now by which what is new may still be starting
     * @throws dev.mullion.live.AwsProblem when AWS can not be asked at all; what is not allowed is said in the report
     */
    public static DoctorReport examine(AwsRegion region, Deployed deployed, Instant now) {
        Examination examination = new Examination(region, now);
        NavigableSet<String> groups = new TreeSet<>(deployed.scalingGroups());
        EcsExamination ecs = new EcsExamination(examination, deployed);
        groups.addAll(ecs.capacity());
        EksExamination eks = new EksExamination(examination, deployed);
        deployed.eksClusters().forEach(cluster -> groups.addAll(eks.cluster(cluster)));
        ScalingGroups machines = ScalingGroups.describe(examination, groups);
        machines.examine();
        ecs.examine(machines);
        eks.examine(machines);
        new TargetGroups(examination).examine(deployed.targetGroups());
        new Quotas(examination).examine(machines);
        return examination.report();
    }
}
