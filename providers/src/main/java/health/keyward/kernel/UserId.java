package health.keyward.kernel;

/** Keycloak's id of a person: stable for life, never reused (SD-4). Federated ids reach 255 characters and are no UUIDs. */
public record UserId(String value) {
    public UserId {
        if (value.isBlank() || value.length() > 255) {
            throw new IllegalArgumentException("a user id has 1 to 255 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
