package health.keyward.example.saml;

import com.onelogin.saml2.settings.Saml2Settings;
import com.onelogin.saml2.util.Constants;
import com.onelogin.saml2.util.Util;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.w3c.dom.Document;

/** Plays the realm with a key of its own, and the app that trusts it. */
final class PlayedRealm {
    static final String ISSUER = "http://localhost:8180/realms/hospital";
    static final String PHARMACY = "http://localhost:8185";

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final Path folder;

    private PlayedRealm(Path folder, PrivateKey key, X509Certificate certificate) {
        this.folder = folder;
        this.key = key;
        this.certificate = certificate;
    }

    /** A fresh key pair, made by the keytool of the running JDK. */
    static PlayedRealm in(Path folder, String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=" + name,
                        "-storepass",
                        "only-for-this-test",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (made.waitFor() != 0) {
            throw new IOException(said);
        }
        char[] password = "only-for-this-test".toCharArray();
        KeyStore keys = KeyStore.getInstance(store.toFile(), password);
        return new PlayedRealm(
                folder, (PrivateKey) keys.getKey(name, password), (X509Certificate) keys.getCertificate(name));
    }

    /** The settings of an app that read this realm's metadata. */
    Saml2Settings trustedByTheApp() throws Exception {
        Path keyFile = Files.writeString(folder.resolve("sp-key.pem"), pem("PRIVATE KEY", key.getEncoded()));
        Path certFile = Files.writeString(folder.resolve("sp-cert.pem"), pem("CERTIFICATE", certificate.getEncoded()));
        PharmacySettings settings = new PharmacySettings(
                "pharmacy",
                URI.create(PHARMACY),
                URI.create(ISSUER + "/protocol/saml/descriptor"),
                keyFile,
                certFile,
                List.of(),
                List.of());
        return new IdentityProvider(settings, Clock.systemUTC())
                .understand(SafeXml.parse(metadata()).orElseThrow())
                .orElseThrow();
    }

    String sign(String xml) throws Exception {
        Document document = SafeXml.parse(xml).orElseThrow();
        return Util.addSign(document, key, certificate, Constants.RSA_SHA256, Constants.SHA256);
    }

    static String base64(String xml) {
        return Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
    }

    static String logoutRequest(String id, String destination, Instant issued) {
        return """
                <samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
                xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="%s" Version="2.0" IssueInstant="%s" Destination="%s">\
                <saml:Issuer>%s</saml:Issuer><saml:NameID>nina</saml:NameID>\
                <samlp:SessionIndex>s-1</samlp:SessionIndex></samlp:LogoutRequest>""".formatted(id, issued, destination, ISSUER);
    }

    /** An assertion of now, valid for a minute, as the text that gets signed. */
    static String assertion(String id, String requestId, String audience, String recipient, Instant issued) {
        Instant end = issued.plusSeconds(60);
        return """
                <saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="%s" Version="2.0" IssueInstant="%s">\
                <saml:Issuer>%s</saml:Issuer><saml:Subject>\
                <saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">nina</saml:NameID>\
                <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
                <saml:SubjectConfirmationData InResponseTo="%s" NotOnOrAfter="%s" Recipient="%s"/>\
                </saml:SubjectConfirmation></saml:Subject>\
                <saml:Conditions NotBefore="%s" NotOnOrAfter="%s"><saml:AudienceRestriction>\
                <saml:Audience>%s</saml:Audience></saml:AudienceRestriction></saml:Conditions>\
                <saml:AuthnStatement AuthnInstant="%s" SessionIndex="s-1"><saml:AuthnContext>\
                <saml:AuthnContextClassRef>mfa</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>\
                <saml:AttributeStatement><saml:Attribute Name="amr"><saml:AttributeValue>pwd</saml:AttributeValue>\
                <saml:AttributeValue>otp</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>\
                </saml:Assertion>""".formatted(id, issued, ISSUER, requestId, end, recipient, issued, end, audience, issued);
    }

    static String response(String assertion, String requestId, Instant issued) {
        return """
                <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
                xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="r-1" Version="2.0" IssueInstant="%s" \
                Destination="%s/saml/acs" InResponseTo="%s"><saml:Issuer>%s</saml:Issuer>\
                <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>\
                %s</samlp:Response>""".formatted(issued, PHARMACY, requestId, ISSUER, assertion);
    }

    private String metadata() throws Exception {
        return """
                <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="%1$s">\
                <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">\
                <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>\
                <ds:X509Certificate>%2$s</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>\
                <md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="%1$s/protocol/saml"/>\
                <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="%1$s/protocol/saml"/>\
                </md:IDPSSODescriptor></md:EntityDescriptor>""".formatted(ISSUER, Base64.getEncoder().encodeToString(certificate.getEncoded()));
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
