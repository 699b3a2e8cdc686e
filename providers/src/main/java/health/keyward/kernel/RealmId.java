package health.keyward.kernel;

/** Keycloak's id of a realm, not its name. */
public record RealmId(String value) {
    public RealmId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a realm id is never blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
