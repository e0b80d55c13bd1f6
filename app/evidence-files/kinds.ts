/** A kind of file that is accepted: what it is called, and how its name may end (the first is usual). */
export type Kind = { title: string; endings: readonly [string, ...string[]] };

const kind = (title: string, ...endings: [string, ...string[]]): Kind => ({ title, endings });
const office = "application/vnd.openxmlformats-officedocument";
const openOffice = "application/vnd.oasis.opendocument";

/** The closed list of what is accepted, by media type as the content has it. */
const kinds = new Map<string, Kind>([
  ["image/jpeg", kind("Picture (JPEG)", "jpg", "jpeg", "jpe", "jfif")],
  ["image/png", kind("Picture (PNG)", "png")],
  ["image/apng", kind("Picture (PNG)", "png", "apng")],
  ["image/webp", kind("Picture (WebP)", "webp")],
  ["image/gif", kind("Picture (GIF)", "gif")],
  ["image/heic", kind("Picture (HEIC)", "heic", "heif")],
  ["image/heic-sequence", kind("Picture (HEIC)", "heic", "heics")],
  ["image/heif", kind("Picture (HEIF)", "heif", "heic")],
  ["image/heif-sequence", kind("Picture (HEIF)", "heif", "heifs")],
  ["image/avif", kind("Picture (AVIF)", "avif")],
  ["image/bmp", kind("Picture (BMP)", "bmp")],
  ["image/tiff", kind("Picture (TIFF)", "tif", "tiff")],
  ["video/mp4", kind("Video (MP4)", "mp4", "m4v")],
  ["video/x-m4v", kind("Video (MP4)", "m4v", "mp4")],
  ["video/quicktime", kind("Video (MOV)", "mov", "qt")],
  ["video/webm", kind("Video (WebM)", "webm")],
  ["video/matroska", kind("Video (Matroska)", "mkv")],
  ["video/3gpp", kind("Video (3GP)", "3gp")],
  ["video/3gpp2", kind("Video (3GP)", "3g2")],
  ["video/vnd.avi", kind("Video (AVI)", "avi")],
  ["video/mpeg", kind("Video (MPEG)", "mpg", "mpeg")],
  ["video/MP1S", kind("Video (MPEG)", "mpg", "mpeg")],
  ["video/MP2P", kind("Video (MPEG)", "mpg", "mpeg")],
  ["video/mp2t", kind("Video (MPEG)", "mts", "m2ts", "ts")],
  ["video/ogg", kind("Video (Ogg)", "ogv")],
  ["video/x-ms-asf", kind("Video (Windows Media)", "wmv", "asf")],
  ["audio/x-ms-asf", kind("Sound (Windows Media)", "wma", "asf")],
  ["application/vnd.ms-asf", kind("Video (Windows Media)", "asf", "wmv", "wma")],
  ["audio/mpeg", kind("Sound (MP3)", "mp3")],
  ["audio/mp4", kind("Sound (MP4)", "m4a", "mp4")],
  ["audio/x-m4a", kind("Sound (MP4)", "m4a")],
  ["audio/aac", kind("Sound (AAC)", "aac")],
  ["audio/ogg", kind("Sound (Ogg)", "ogg", "oga")],
  ["audio/ogg; codecs=opus", kind("Sound (Opus)", "opus", "ogg")],
  ["application/ogg", kind("Sound or video (Ogg)", "ogg", "ogx")],
  ["audio/wav", kind("Sound (WAV)", "wav")],
  ["audio/flac", kind("Sound (FLAC)", "flac")],
  ["audio/amr", kind("Sound (AMR)", "amr")],
  ["audio/aiff", kind("Sound (AIFF)", "aif", "aiff")],
  ["audio/x-caf", kind("Sound (CAF)", "caf")],
  ["application/pdf", kind("PDF", "pdf")],
  [
    "text/plain",
    kind("Text", "txt", "csv", "tsv", "log", "md", "json", "ics", "vcf", "srt", "vtt"),
  ],
  ["message/rfc822", kind("E-mail", "eml")],
  ["application/rtf", kind("Document (RTF)", "rtf")],
  [`${office}.wordprocessingml.document`, kind("Document (Word)", "docx")],
  [`${office}.spreadsheetml.sheet`, kind("Spreadsheet (Excel)", "xlsx")],
  [`${office}.presentationml.presentation`, kind("Slides (PowerPoint)", "pptx")],
  [`${office}.presentationml.slideshow`, kind("Slides (PowerPoint)", "ppsx")],
  [`${openOffice}.text`, kind("Document (OpenDocument)", "odt")],
  [`${openOffice}.spreadsheet`, kind("Spreadsheet (OpenDocument)", "ods")],
  [`${openOffice}.presentation`, kind("Slides (OpenDocument)", "odp")],
  [
    "application/x-cfb",
    kind("Office document or e-mail", "doc", "xls", "ppt", "msg", "pub", "pps"),
  ],
]);

/** The kind of a media type, or undefined when it is not accepted. */
export function kindOf(mediaType: string): Kind | undefined {
  return kinds.get(mediaType);
}

/** Of these a viewing copy is made. */
export function hasViewingCopy(mediaType: string): boolean {
  return ["image/jpeg", "image/png", "image/apng", "image/webp", "image/gif"].includes(mediaType);
}

/** The media type a download may name: what no browser would run. */
export function servedAs(mediaType: string): string {
  if (mediaType === "text/plain") return "text/plain";
  const isHarmless = /^(image|video|audio)\//.test(mediaType) || mediaType === "application/pdf";
  return isHarmless ? mediaType : "application/octet-stream";
}
