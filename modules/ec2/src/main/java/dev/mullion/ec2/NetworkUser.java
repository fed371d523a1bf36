package dev.mullion.ec2;

/** Whose machines are in a network, beyond those of its own stack. */
public enum NetworkUser {
    ECS("ecs"),
    EKS("eks"),
    HOSTS("hosts");

    private final String spelling;

    NetworkUser(String spelling) {
        this.spelling = spelling;
    }

    @Override
    public String toString() {
        return spelling;
    }
}
