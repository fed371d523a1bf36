package dev.mullion.stacks;

import dev.mullion.ec2.Platform;
import dev.mullion.ecs.EcsPlatform;
import dev.mullion.eks.EksPlatform;
import dev.mullion.hosts.HostsPlatform;

/** Whose machines are in a network that is made by itself. */
public enum NetworkUser {
    ECS("ecs", EcsPlatform.ECS),
    EKS("eks", EksPlatform.EKS),
    HOSTS("hosts", HostsPlatform.HOSTS);

    private final String spelling;
    private final Platform platform;

    NetworkUser(String spelling, Platform platform) {
        this.spelling = spelling;
        this.platform = platform;
    }

    Platform platform() {
        return platform;
    }

    @Override
    public String toString() {
        return spelling;
    }
}
