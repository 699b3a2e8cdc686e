package health.keyward.stepup.keycloak;

import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * Keycloak's own salted password hash: Argon2id, or PBKDF2 with SHA-512 where the server runs in FIPS mode and has no other. The realm's password policy is
 * not asked, so that nobody weakens the codes by it.
 */
record SlowHash(KeycloakSession session) {
    private static final String ARGON2 = "argon2";
    private static final String WITHOUT_ARGON2 = "pbkdf2-sha512";
    private static final int USUAL = -1;

    /**
     * @param how algorithm and its costs, Keycloak's JSON
     * @param what salt and hash, Keycloak's JSON
     */
    record Hashed(String how, String what) {}

    Hashed of(String secret) {
        PasswordHashProvider argon2 = session.getProvider(PasswordHashProvider.class, ARGON2);
        PasswordHashProvider hash =
                argon2 != null ? argon2 : session.getProvider(PasswordHashProvider.class, WITHOUT_ARGON2);
        PasswordCredentialModel made = hash.encodedCredential(secret, USUAL);
        return new Hashed(made.getCredentialData(), made.getSecretData());
    }

    /** False too when the server no longer knows the algorithm. */
    boolean fits(String secret, Hashed hashed) {
        CredentialModel stored = new CredentialModel();
        stored.setType(PasswordCredentialModel.TYPE);
        stored.setCredentialData(hashed.how());
        stored.setSecretData(hashed.what());
        PasswordCredentialModel password = PasswordCredentialModel.createFromCredentialModel(stored);
        @Nullable
        PasswordHashProvider hash = session.getProvider(
                PasswordHashProvider.class, password.getPasswordCredentialData().getAlgorithm());
        return hash != null && hash.verify(secret, password);
    }
}
