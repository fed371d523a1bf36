package dev.mullion.eks;

import dev.mullion.core.userdata.BootStep;

/** The steps that make a machine a node of EKS. */
enum EksBootStep implements BootStep {
    SET_PAGE_FILE(50, "Set-PageFile", "eks/set-page-file"),
    NEW_CSI_PLUGIN_FOLDER(51, "New-CsiPluginFolder", "eks/new-csi-plugin-folder"),
    START_EKS_BOOTSTRAP(52, "Start-EksBootstrap", "eks/start-eks-bootstrap"),
    CONFIRM_EKS_NODE(53, "Confirm-EksNode", "eks/confirm-eks-node");

    private final int exitCode;
    private final String stepName;
    private final String file;

    EksBootStep(int exitCode, String stepName, String file) {
        this.exitCode = exitCode;
        this.stepName = stepName;
        this.file = file;
    }

    @Override
    public int exitCode() {
        return exitCode;
    }

    @Override
    public String stepName() {
        return stepName;
    }

    @Override
    public String file() {
        return file;
    }
}
