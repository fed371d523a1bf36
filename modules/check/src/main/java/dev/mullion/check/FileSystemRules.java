package dev.mullion.check;

/** FSx for Windows File Server. */
final class FileSystemRules implements Checks.Look {
    @Override
    public void look(CheckedPlan all, FindingCollector collector) {
        for (PlanResource system : all.resources().of("aws:fsx/windowsFileSystem:WindowsFileSystem")) {
            boolean joined = system.isTold("activeDirectoryId") || system.isTold("selfManagedActiveDirectory");
            // A backup brings its domain along.
            if (!joined && !system.isTold("backupId") && !system.state().external()) {
                collector.add(
                        Rule.FSX_WITHOUT_DOMAIN, system, "neither activeDirectoryId nor selfManagedActiveDirectory");
            }
        }
    }
}
