package health.keyward.example.saml;

import com.onelogin.saml2.http.HttpRequest;
import com.onelogin.saml2.settings.Saml2Settings;
import com.onelogin.saml2.util.Constants;
import com.onelogin.saml2.util.Util;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Believes a logout message only if the realm signed the whole of it: one signature, a child of the root, over the root, by a key of the
 * metadata, with no deprecated algorithm. Anything else is how signature wrapping starts.
 */
final class Signatures {
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

    private final Saml2Settings settings;

    Signatures(Saml2Settings settings) {
        this.settings = settings;
    }

    Arrival ofPost(String base64) {
        try {
            byte[] xml = Base64.getMimeDecoder().decode(base64);
            return enveloped(SafeXml.parse(new String(xml, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return new Arrival.Untrusted("not base64");
        }
    }

    Arrival ofSoap(String envelope) {
        return enveloped(SafeXml.parse(envelope).flatMap(Signatures::body).map(SafeXml::cutOut));
    }

    /** The signature of a redirect covers the query as it was sent, so the query must be the raw one. */
    Arrival ofRedirect(HttpRequest request, String parameter) {
        String algorithm = request.getParameter("SigAlg");
        String signature = request.getParameter("Signature");
        if (algorithm == null || signature == null || !modern(algorithm)) {
            return new Arrival.Untrusted("not signed, or with a deprecated algorithm");
        }
        String relayState = request.getEncodedParameter("RelayState");
        String query = parameter
                + "="
                + request.getEncodedParameter(parameter)
                + (relayState == null || relayState.isEmpty() ? "" : "&RelayState=" + relayState)
                + "&SigAlg="
                + request.getEncodedParameter("SigAlg");
        try {
            if (!Util.validateBinarySignature(query, Util.base64decoder(signature), certificates(), algorithm)) {
                return new Arrival.Untrusted("the signature is not the realm's");
            }
        } catch (GeneralSecurityException e) {
            return new Arrival.Untrusted("the signature cannot be read");
        }
        return SafeXml.parse(Util.base64decodedInflated(request.getParameter(parameter)))
                .<Arrival>map(Arrival.Trusted::new)
                .orElseGet(() -> new Arrival.Untrusted("not well-formed"));
    }

    private Arrival enveloped(Optional<Document> parsed) {
        if (parsed.isEmpty()) {
            return new Arrival.Untrusted("not well-formed, or with a document type");
        }
        Document message = parsed.get();
        Element root = message.getDocumentElement();
        NodeList signatures = message.getElementsByTagNameNS(Constants.NS_DS, "Signature");
        NodeList references = message.getElementsByTagNameNS(Constants.NS_DS, "Reference");
        if (signatures.getLength() != 1
                || signatures.item(0).getParentNode() != root
                || references.getLength() != 1
                || !((Element) references.item(0)).getAttribute("URI").equals("#" + root.getAttribute("ID"))) {
            return new Arrival.Untrusted("not signed as a whole");
        }
        boolean valid = certificates().stream()
                .anyMatch(certificate -> Util.validateSignNode(signatures.item(0), certificate, null, null, true));
        return valid ? new Arrival.Trusted(message) : new Arrival.Untrusted("the signature is not the realm's");
    }

    private static Optional<Element> body(Document envelope) {
        NodeList bodies = envelope.getElementsByTagNameNS(SOAP, "Body");
        if (bodies.getLength() != 1) {
            return Optional.empty();
        }
        NodeList children = bodies.item(0).getChildNodes();
        List<Element> messages = new ArrayList<>();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i).getNodeType() == Node.ELEMENT_NODE) {
                messages.add((Element) children.item(i));
            }
        }
        return messages.size() == 1 ? Optional.of(messages.getFirst()) : Optional.empty();
    }

    private List<X509Certificate> certificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        if (settings.getIdpx509cert() != null) {
            certificates.add(settings.getIdpx509cert());
        }
        if (settings.getIdpx509certMulti() != null) {
            certificates.addAll(settings.getIdpx509certMulti());
        }
        return certificates;
    }

    private static boolean modern(String algorithm) {
        return Util.isAlgorithmWhitelisted(algorithm) && !Util.mustRejectDeprecatedSignatureAlgo(algorithm, true);
    }
}
