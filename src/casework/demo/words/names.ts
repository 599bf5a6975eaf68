// Names from the many communities of a northern English city. Nobody here is real.

export interface Community {
  readonly weight: number;
  /** DfE ethnicity code. */
  readonly ethnicity: string;
  readonly language: string;
  readonly girls: readonly string[];
  readonly boys: readonly string[];
  readonly families: readonly string[];
}

const list = (names: string): readonly string[] => names.split(" ");

export const communities = {
  british: {
    weight: 38,
    ethnicity: "WBRI",
    language: "English",
    girls: list(
      "Ava Amelia Evie Freya Grace Holly Isla Jessica Keira Lacey Lexi Libby Lily Lola Maisie Megan Millie Molly Niamh Olivia Phoebe Poppy Rosie Scarlett Skye Sophie Summer Tilly Willow Abbie",
    ),
    boys: list(
      "Alfie Archie Bailey Ben Billy Callum Charlie Connor Dylan Ethan Finley Freddie George Harry Harvey Jack Jake Jayden Joshua Kai Kian Lewis Logan Luke Mason Nathan Oliver Owen Reece Riley",
    ),
    families: list(
      "Ackroyd Armitage Barraclough Bentley Booth Braithwaite Broadbent Butterworth Clegg Crossley Dyson Firth Greenwood Haigh Hardcastle Hirst Holdsworth Holroyd Illingworth Kershaw Lister Lockwood Midgley Naylor Ogden Pickles Priestley Ramsden Rushworth Schofield Shackleton Smithies Stott Sykes Tattersall Uttley Varley Wadsworth Whiteley Wormald",
    ),
  },
  irish: {
    weight: 3,
    ethnicity: "WIRI",
    language: "English",
    girls: list("Aoife Caoimhe Ciara Erin Orla Roisin Saoirse Sinead"),
    boys: list("Cian Cillian Conor Darragh Eoin Fionn Padraig Ronan"),
    families: list("Brennan Byrne Doherty Gallagher Kavanagh McGrath O'Connell O'Rourke Quinn Sweeney"),
  },
  pakistani: {
    weight: 20,
    ethnicity: "APKN",
    language: "Urdu",
    girls: list(
      "Aaliyah Aisha Aleena Amna Anaya Eshal Fatima Hafsa Hira Iqra Javeria Khadija Laiba Mahnoor Mariam Noor Rabia Saba Sana Zara Zoya",
    ),
    boys: list(
      "Abdullah Adeel Ahmed Ali Ayaan Bilal Danyal Faisal Hamza Haroon Hassan Ibrahim Junaid Kashif Mustafa Omar Rayyan Saad Talha Usman Yusuf Zain",
    ),
    families: list(
      "Ahmad Akhtar Anwar Aslam Bashir Bhatti Butt Chaudhry Dar Farooq Ghani Hanif Iqbal Javed Khalid Mahmood Malik Mirza Nawaz Rafiq Raja Rashid Sadiq Sharif Tariq Zaman",
    ),
  },
  bangladeshi: {
    weight: 5,
    ethnicity: "ABAN",
    language: "Bengali (Sylheti)",
    girls: list("Anika Farzana Jannat Maliha Nadia Nusrat Rumana Sadia Tahmina Tasnim"),
    boys: list("Arif Fahim Imtiaz Jubayer Mahdi Nahid Rafi Sabbir Shahid Tanvir"),
    families: list("Alom Begum Choudhury Haque Islam Karim Miah Rahman Sarkar Uddin"),
  },
  indian: {
    weight: 5,
    ethnicity: "AIND",
    language: "Gujarati",
    girls: list("Anjali Diya Harleen Ishani Jasleen Kavya Meera Priya Riya Simran"),
    boys: list("Arjun Dev Gurpreet Harjit Karan Manveer Nikhil Rohan Sahil Veer"),
    families: list("Bains Desai Dhillon Gill Joshi Lad Mistry Parmar Sandhu Shah Solanki Vohra"),
  },
  nigerian: {
    weight: 4,
    ethnicity: "BAFR",
    language: "Yoruba",
    girls: list("Adaeze Chidinma Ife Ngozi Temitope Tolu Yetunde Zainab"),
    boys: list("Ayo Chidi Emeka Femi Kelechi Obinna Segun Tobi"),
    families: list("Adebayo Afolabi Balogun Chukwu Eze Nwosu Obi Ogunleye Olawale Uche"),
  },
  somali: {
    weight: 3,
    ethnicity: "BAFR",
    language: "Somali",
    girls: list("Ayaan Fartun Hodan Idil Ikran Sagal Sahra"),
    boys: list("Abdi Bile Guled Liban Mahad Sharmarke Warsame"),
    families: list("Abdullahi Aden Dahir Elmi Farah Hersi Jama Osman Warsame"),
  },
  ghanaian: {
    weight: 2,
    ethnicity: "BAFR",
    language: "Twi",
    girls: list("Abena Afia Akosua Efua Esi"),
    boys: list("Kojo Kwabena Kwaku Nana Yaw"),
    families: list("Agyeman Appiah Asante Boateng Darko Owusu Sarpong"),
  },
  caribbean: {
    weight: 3,
    ethnicity: "BCRB",
    language: "English",
    girls: list("Aaliyah Brianna Kadisha Renee Shanice Tiana"),
    boys: list("Devonte Jermaine Kymani Malachi Rico Shaquille"),
    families: list("Bailey Blake Clarke Francis Gordon Grant Henry Lewin Morgan Samuels"),
  },
  polish: {
    weight: 4,
    ethnicity: "WOTH",
    language: "Polish",
    girls: list("Alicja Hanna Julia Kinga Lena Maja Oliwia Zuzanna"),
    boys: list("Antoni Bartek Filip Jakub Kacper Mateusz Oskar Szymon"),
    families: list("Baran Dudek Jankowski Kaminski Lis Mazur Pawlak Sikora Wilk Zielinski"),
  },
  roma: {
    weight: 3,
    ethnicity: "WROM",
    language: "Slovak and Romani",
    girls: list("Denisa Ivana Kristina Lucia Monika Vanesa"),
    boys: list("Dominik Erik Marek Patrik Roman Stefan"),
    families: list("Balog Cervenak Danko Gaborova Horvath Kandrac Lakatos Pecha"),
  },
  romanian: {
    weight: 2,
    ethnicity: "WOTH",
    language: "Romanian",
    girls: list("Andreea Daria Elena Ioana Teodora"),
    boys: list("Andrei Darius Luca Matei Vlad"),
    families: list("Ciobanu Dragan Ionescu Munteanu Popa Stan"),
  },
  kurdish: {
    weight: 2,
    ethnicity: "OOTH",
    language: "Kurdish",
    girls: list("Berivan Dilan Hevin Rojin Shilan"),
    boys: list("Aram Diyar Hiwa Rebin Soran"),
    families: list("Amin Barzani Hama Karimi Mahmud Salih"),
  },
  arab: {
    weight: 2,
    ethnicity: "OOTH",
    language: "Arabic",
    girls: list("Amal Layan Rima Salma Yasmin"),
    boys: list("Anas Karim Nabil Samir Tarek"),
    families: list("Al-Hadi Darwish Haddad Khoury Mansour Saleh"),
  },
  chinese: {
    weight: 2,
    ethnicity: "CHNE",
    language: "Cantonese",
    girls: list("Chloe Hei-Lam Joyce Mei Wing-Yan"),
    boys: list("Chun-Hei Hao Jason Ka-Ho Ryan"),
    families: list("Chan Cheung Ho Lam Leung Wong Yip"),
  },
  ukrainian: {
    weight: 1,
    ethnicity: "WOTH",
    language: "Ukrainian",
    girls: list("Daryna Kateryna Solomiya Yuliia"),
    boys: list("Bohdan Danylo Maksym Taras"),
    families: list("Bondar Kravets Melnyk Shevchuk Tkach"),
  },
  mixed: {
    weight: 7,
    ethnicity: "MWBC",
    language: "English",
    girls: list("Alesha Amber Ebony Jasmine Kaya Leah Mya Naomi Ruby-Mae Tia"),
    boys: list("Aaron Andre Corey Dominic Isaac Jordan Kieran Marcus Theo Zach"),
    families: list("Bell Carter Dixon Ellis Foster Harris Marsh Palmer Reid Stephens Walsh Wright"),
  },
} as const satisfies Record<string, Community>;

export type CommunityName = keyof typeof communities;
