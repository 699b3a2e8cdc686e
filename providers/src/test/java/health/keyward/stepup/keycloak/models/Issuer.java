package health.keyward.stepup.keycloak.models;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.UUID;
import javax.security.auth.x500.X500Principal;

/** A certificate with its P-256 key, and the right to make others: enough DER for the chains of these tests, in memory. */
record Issuer(X509Certificate certificate, KeyPair keys) {
    static final Instant BORN = Instant.parse("2020-01-01T00:00:00Z");
    static final Instant DIES = Instant.parse("2040-01-01T00:00:00Z");

    private static final byte[] SIGNED = hex("300a06082a8648ce3d040302");
    private static final byte[] CA = extension("551d13", true, hex("30030101ff"));
    private static final byte[] NO_CA = extension("551d13", true, hex("3000"));

    static Issuer root(String name) throws Exception {
        return made("CN=" + name, null, CA, BORN, DIES);
    }

    /** One that signs metadata under a DNS name. */
    Issuer signer(String dns) throws Exception {
        return signer(dns, DIES);
    }

    Issuer signer(String dns, Instant dies) throws Exception {
        byte[] name = der(0x82, dns.getBytes(StandardCharsets.US_ASCII));
        return made("CN=" + dns, this, join(NO_CA, extension("551d11", false, der(0x30, name))), BORN, dies);
    }

    /** A batch of authenticators of one model, with what WebAuthn 8.2.1 asks of its certificate. */
    Issuer batch(UUID model) throws Exception {
        byte[] aaguid = ByteBuffer.allocate(16)
                .putLong(model.getMostSignificantBits())
                .putLong(model.getLeastSignificantBits())
                .array();
        return made(
                "CN=Batch,OU=Authenticator Attestation,O=Keyward tests,C=CH",
                this,
                join(NO_CA, extension("2b0601040182e51c010104", false, der(0x04, aaguid))),
                BORN,
                DIES);
    }

    private static Issuer made(String subject, Issuer by, byte[] extensions, Instant from, Instant until)
            throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        X500Principal name = new X500Principal(subject);
        X500Principal issuer = by == null ? name : by.certificate.getSubjectX500Principal();
        byte[] body = der(
                0x30,
                join(
                        der(0xa0, hex("020102")),
                        der(
                                0x02,
                                BigInteger.valueOf(keys.getPublic().hashCode() & 0x7fffffffL)
                                        .toByteArray()),
                        SIGNED,
                        issuer.getEncoded(),
                        der(0x30, join(time(from), time(until))),
                        name.getEncoded(),
                        keys.getPublic().getEncoded(),
                        der(0xa3, der(0x30, extensions))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign((by == null ? keys : by.keys).getPrivate());
        signature.update(body);
        byte[] whole = der(0x30, join(body, SIGNED, der(0x03, join(new byte[1], signature.sign()))));
        return new Issuer(
                (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole)),
                keys);
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return der(0x30, join(der(0x06, hex(oid)), critical ? hex("0101ff") : new byte[0], der(0x04, value)));
    }

    private static byte[] time(Instant at) {
        String text = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(at);
        return der(0x17, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] der(int tag, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (value.length < 128) {
            out.write(value.length);
        } else if (value.length < 256) {
            out.write(0x81);
            out.write(value.length);
        } else {
            out.write(0x82);
            out.write(value.length >> 8);
            out.write(value.length);
        }
        out.writeBytes(value);
        return out.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
