package dev.mullion.live.ami;

import java.util.Locale;

/** What an image brings beside Windows. */
public enum AmiFamily {
    /** The agent of ECS and Docker. */
    ECS,
    /** kubelet and containerd. */
    EKS,
    /** Nothing: hosts install their own. */
    PLAIN;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
