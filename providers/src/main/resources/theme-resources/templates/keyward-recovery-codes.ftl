<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        ${msg("keywardRecoveryCodesTitle")}
    <#elseif section = "form">
        <#if oldOnes>
            <p><strong>${msg("keywardRecoveryCodesOld")}</strong></p>
        <#elseif left??>
            <p><strong>${msg("keywardRecoveryCodesFewTitle", left)}</strong></p>
        </#if>
        <p>${msg("keywardRecoveryCodesHelp")}</p>
        <ol id="kc-recovery-codes-list" class="${properties.kcListClass!}" role="list">
            <#list codes as code>
                <li><code>${code}</code></li>
            </#list>
        </ol>
        <p>
            <button id="printRecoveryCodes" class="${properties.kcButtonClass!} pf-m-link" type="button">${msg("recovery-codes-print")}</button>
            <button id="copyRecoveryCodes" class="${properties.kcButtonClass!} pf-m-link" type="button">${msg("recovery-codes-copy")}</button>
            <span id="keyward-copied" role="status"></span>
        </p>
        <form action="${url.loginAction}" class="${properties.kcFormClass!}" id="kc-recovery-codes-settings-form" method="post">
            <input type="hidden" name="set" value="${set}" />
            <div class="${properties.kcFormGroupClass!}">
                <input class="${properties.kcCheckInputClass!}" type="checkbox" id="kcRecoveryCodesConfirmationCheck" name="saved" value="true" required />
                <label for="kcRecoveryCodesConfirmationCheck">${msg("keywardRecoveryCodesSaved")}</label>
            </div>
            <div class="pf-v5-c-form__group pf-m-action">
                <div class="pf-v5-c-form__actions">
                    <button type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonLargeClass!}" id="saveRecoveryAuthnCodesBtn">${msg("keywardRecoveryCodesSave")}</button>
                    <#if mayWait>
                        <button type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonDefaultClass!} ${properties.kcButtonLargeClass!}" id="laterRecoveryCodes" name="later" value="true" formnovalidate>${msg("keywardRecoveryCodesLater")}</button>
                    <#elseif isAppInitiatedAction??>
                        <button type="submit" class="${properties.kcButtonClass!} ${properties.kcButtonDefaultClass!} ${properties.kcButtonLargeClass!}" id="cancelRecoveryAuthnCodesBtn" name="cancel-aia" value="true" formnovalidate>${msg("doCancel")}</button>
                    </#if>
                </div>
            </div>
        </form>
        <script type="module">
            const codes = [...document.querySelectorAll('#kc-recovery-codes-list li')].map(li => li.innerText).join('\n');
            document.getElementById('printRecoveryCodes').addEventListener('click', () => window.print());
            document.getElementById('copyRecoveryCodes').addEventListener('click', async () => {
                await navigator.clipboard.writeText(codes);
                document.getElementById('keyward-copied').textContent = '${msg("keywardRecoveryCodesCopied")?js_string}';
            });
        </script>
    </#if>
</@layout.registrationLayout>
