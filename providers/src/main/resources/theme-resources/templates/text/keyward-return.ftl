<#ftl output_format="plainText">
${msg("keywardReturnMailText", minutes)}

${link}

${msg("keywardReturnMailNeeds")}
${msg("keywardReturnMailNotYou")}

${msg("keywardEnrolmentMailReference")}: ${reference}
