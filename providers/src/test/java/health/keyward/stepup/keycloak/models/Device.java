package health.keyward.stepup.keycloak.models;

import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.AuthenticatorDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.AttestationCertificatePath;
import com.webauthn4j.data.attestation.statement.AttestationStatement;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.attestation.statement.PackedAttestationStatement;
import com.webauthn4j.data.extension.authenticator.RegistrationExtensionAuthenticatorOutput;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** An authenticator that makes one credential, as honest or dishonest as a test wants it. It signs what a real one signs (WebAuthn 6.5). */
final class Device {
    static final String ORIGIN = "https://hospital.example";
    static final String RP = "hospital.example";

    private static final byte UP = 0x01;
    private static final byte UV = 0x04;
    private static final byte BE = 0x08;
    private static final byte AT = 0x40;

    private final ObjectConverter converter = new ObjectConverter();
    private final UUID model;
    private final KeyPair keys;
    private byte flags = UP | UV | AT;

    Device(UUID model) throws Exception {
        this.model = model;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        this.keys = generator.generateKeyPair();
    }

    Device thatVerifiesNobody() {
        flags = UP | AT;
        return this;
    }

    Device thatLetsItsKeysBeCopied() {
        flags |= BE;
        return this;
    }

    RegistrationRequest withoutAttestation(byte[] challenge) throws Exception {
        return request(challenge, new NoneAttestationStatement());
    }

    /** Signed by the new key itself. */
    RegistrationRequest selfAttested(byte[] challenge) throws Exception {
        return request(
                challenge,
                new PackedAttestationStatement(
                        COSEAlgorithmIdentifier.ES256, signed(keys.getPrivate(), challenge), null));
    }

    RegistrationRequest attestedBy(Issuer batch, byte[] challenge) throws Exception {
        return request(
                challenge,
                new PackedAttestationStatement(
                        COSEAlgorithmIdentifier.ES256,
                        signed(batch.keys().getPrivate(), challenge),
                        new AttestationCertificatePath(List.of(batch.certificate()))));
    }

    /** A signature over something else. */
    RegistrationRequest falselyAttestedBy(Issuer batch, byte[] challenge) throws Exception {
        return request(
                challenge,
                new PackedAttestationStatement(
                        COSEAlgorithmIdentifier.ES256,
                        signed(batch.keys().getPrivate(), new byte[] {1}),
                        new AttestationCertificatePath(List.of(batch.certificate()))));
    }

    private RegistrationRequest request(byte[] challenge, AttestationStatement statement) throws Exception {
        byte[] object =
                new AttestationObjectConverter(converter).convertToBytes(new AttestationObject(said(), statement));
        return new RegistrationRequest(object, clientData(challenge));
    }

    private byte[] signed(PrivateKey by, byte[] challenge) throws Exception {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(by);
        signature.update(new AuthenticatorDataConverter(converter).convert(said()));
        signature.update(MessageDigest.getInstance("SHA-256").digest(clientData(challenge)));
        return signature.sign();
    }

    private AuthenticatorData<RegistrationExtensionAuthenticatorOutput> said() throws Exception {
        byte[] rp = MessageDigest.getInstance("SHA-256").digest(RP.getBytes(StandardCharsets.UTF_8));
        return new AuthenticatorData<>(
                rp,
                flags,
                0,
                new AttestedCredentialData(
                        new AAGUID(model),
                        new byte[] {1, 2, 3, 4},
                        EC2COSEKey.create((ECPublicKey) keys.getPublic(), COSEAlgorithmIdentifier.ES256)));
    }

    private static byte[] clientData(byte[] challenge) {
        return ("{\"type\":\"webauthn.create\",\"challenge\":\""
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(challenge) + "\",\"origin\":\""
                        + ORIGIN
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
