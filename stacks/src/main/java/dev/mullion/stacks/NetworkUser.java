package dev.mullion.stacks;

import dev.mullion.ec2.Platform;
import dev.mullion.ecs.EcsPlatform;
import dev.mullion.eks.EksPlatform;
import dev.mullion.hosts.HostsPlatform;

/** Whose machines are in a network that is made by itself. */
public enum NetworkUser {
    ECS("ecs"),
    EKS("eks"),
    HOSTS("hosts");

    private final String spelling;

    NetworkUser(String spelling) {
        this.spelling = spelling;
    }

    Platform platform() {
        return switch (this) {
            case ECS -> EcsPlatform.ECS;
            case EKS -> EksPlatform.EKS;
            case HOSTS -> HostsPlatform.HOSTS;
        };
    }

    @Override
    public String toString() {
        return spelling;
    }
}
