package health.keyward.example.saml;

import com.onelogin.saml2.logout.LogoutResponse;
import com.onelogin.saml2.logout.LogoutResponseParams;
import com.onelogin.saml2.settings.Saml2Settings;
import com.onelogin.saml2.util.Constants;
import com.onelogin.saml2.util.Util;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.xml.xpath.XPathExpressionException;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.w3c.dom.Document;

/** Says "done" to a logout request, signed, in the shape the binding wants. */
final class LogoutAnswers {
    private LogoutAnswers() {}

    /** A signed LogoutResponse in a SOAP 1.1 envelope. */
    static String soap(Saml2Settings settings, String requestId) {
        String xml = answer(settings, requestId).getLogoutResponseXml();
        Document document = SafeXml.parse(xml)
                .orElseThrow(() -> new IllegalStateException("The library wrote a response that is no XML"));
        try {
            return "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
                    + Util.addSign(
                            document, settings.getSPkey(), settings.getSPcert(), Constants.RSA_SHA256, Constants.SHA256)
                    + "</soap:Body></soap:Envelope>";
        } catch (XMLSecurityException | XPathExpressionException e) {
            throw new IllegalStateException("SP_KEY_FILE cannot sign", e);
        }
    }

    /** The address to send the browser to, when the request came with a browser. */
    static String redirect(Saml2Settings settings, String requestId) {
        try {
            return RedirectBinding.address(
                    settings.getIdpSingleLogoutServiceResponseUrl(),
                    "SAMLResponse",
                    answer(settings, requestId).getEncodedLogoutResponse(true),
                    settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LogoutResponse answer(Saml2Settings settings, String requestId) {
        return new LogoutResponse(settings, new LogoutResponseParams(requestId, Constants.STATUS_SUCCESS));
    }
}
