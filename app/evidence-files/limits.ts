/** What evidence may be: bytes of a file and of a request, files of a request and of a report or an exchange. */
export const limits = {
  fileBytes: 100 * 1024 * 1024,
  requestBytes: 250 * 1024 * 1024,
  filesInRequest: 20,
  filesHeld: 50,
};

/** What is accepted, in one sentence beside every field for files. */
export const acceptedWords =
  "Pictures, videos, sound, PDF, text, office documents and saved e-mail. At most 100 MB a file, and 20 files or 250 MB at once.";
