<#ftl output_format="plainText">
${msg("keywardEnrolmentMailText", minutes)}

${link}

${msg("keywardEnrolmentMailPassword")}
${msg("keywardEnrolmentMailNotYou")}

${msg("keywardEnrolmentMailReference")}: ${reference}
